import ICAL from "ical.js";

/** How many occurrences of a text lie in the window, as ical.js reads it: zones, events, iterators. */
export function icalOccurrences(ics: string, fromMs: number, toMs: number): number {
  const root = new ICAL.Component(ICAL.parse(ics));
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const inWindow = (start: ICAL.Time, end: ICAL.Time) =>
    start.toUnixTime() * 1000 < toMs && end.toUnixTime() * 1000 > fromMs;
  let count = 0;
  for (const component of root.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    if (event.isRecurrenceException()) continue;
    if (!event.isRecurring()) {
      if (inWindow(event.startDate, event.endDate)) count += 1;
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      if (next.toUnixTime() * 1000 >= toMs) break;
      const { startDate, endDate } = event.getOccurrenceDetails(next);
      if (inWindow(startDate, endDate)) count += 1;
    }
  }
  return count;
}
