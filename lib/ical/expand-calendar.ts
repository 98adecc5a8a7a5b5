import { AppError } from "#lib/core/errors.ts";
import { CalendarReader, type ExpandedCalendar } from "./calendar-reader.ts";
import { type Component, componentsNamed } from "./content-lines.ts";
import { uidOf } from "./event-source.ts";
import { type ParsedCalendar, parseCalendar } from "./parsed-calendar.ts";
import type { ExpandOptions, Occurrence } from "./types.ts";
import { ianaZone, type Zone } from "./zone.ts";

/** Ten million characters: a calendar exported whole. Callers that hold one object allow far less. */
const maxTextLength = 10_000_000;

/**
 * The occurrences of every VEVENT of a text that overlap `[fromMs, toMs)`; those without length count at their
 * instant. One event that cannot be read never hides another: it is listed in `unreadable` with the span that
 * is known, which is to be treated as busy.
 *
 * Follows RFC 5545, leniently: any line ends, any case, missing UIDs, several VCALENDARs. Blocking (`busy`):
 * cancelled events never; transparent ones only with `blockBy: "everything"`; each override by its own STATUS and
 * TRANSP. No input takes unbounded time or memory.
 *
 * @throws AppError `invalid_input` when `timeZone` is no IANA zone. No text makes it throw.
 */
export function expandCalendar(text: string, options: ExpandOptions): ExpandedCalendar {
  const home = ianaZone(options.timeZone);
  if (!home) throw new AppError("invalid_input", `Unknown time zone ${options.timeZone}`);
  const calendar = parseWithin(text);
  return calendar ? expandParsed(calendar, home, options) : tooLarge(options);
}

/** The text read into components, or null when it is longer than is accepted. */
export function parseWithin(text: string): ParsedCalendar | null {
  return text.length > maxTextLength ? null : parseCalendar(text);
}

/** What is said of a text longer than is accepted: it blocks the window. */
export function tooLarge({ fromMs, toMs }: ExpandOptions): ExpandedCalendar {
  const reason = `larger than ${maxTextLength} characters`;
  return {
    occurrences: [],
    unreadable: [{ uid: "", reason, span: { startMs: fromMs, endMs: toMs } }],
    alsoBusy: [],
  };
}

/** As `expandCalendar`, of a text that was read before. */
export function expandParsed(calendar: ParsedCalendar, home: Zone, options: ExpandOptions): ExpandedCalendar {
  const result: ExpandedCalendar = { occurrences: [], unreadable: [], alsoBusy: [] };
  const reader = new CalendarReader(calendar, home, options, result);
  const groups = groupByUid(componentsNamed(calendar.root, "VEVENT"));
  if (groups.length === 0) reportEmpty(calendar, result);
  for (const group of groups) reader.read(group);
  result.occurrences.sort(byStart);
  return result;
}

/** A text without events is none of ours, or was cut, or is just empty. */
function reportEmpty({ text, root }: ParsedCalendar, result: ExpandedCalendar): void {
  const calendar = root.components.find((component) => component.name === "VCALENDAR");
  if (calendar ? calendar.closed : text.trim() === "") return;
  const reason = calendar ? "cut off before its first event" : "not an iCalendar text";
  result.unreadable.push({ uid: "", reason, span: null });
}

/** Events without a UID are each their own. */
function groupByUid(events: Component[]): Component[][] {
  const groups = new Map<string, Component[]>();
  const alone: Component[][] = [];
  for (const event of events) {
    const uid = uidOf(event);
    const group = groups.get(uid);
    if (uid === "") alone.push([event]);
    else if (group) group.push(event);
    else groups.set(uid, [event]);
  }
  return [...groups.values(), ...alone];
}

function byStart(a: Occurrence, b: Occurrence): number {
  return a.startMs - b.startMs || a.endMs - b.endMs || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0);
}
