import ICAL from "ical.js";

/** The properties of the only VEVENT of a text, unescaped, by name in capitals; repeated ones are joined by `|`. */
export function icsProperties(ics: string): Record<string, string> {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const events = calendar.getAllSubcomponents("vevent");
  if (events.length !== 1) throw new Error(`${events.length} events in one object`);
  const properties: Record<string, string> = {};
  for (const property of events[0]?.getAllProperties() ?? []) {
    const name = property.name.toUpperCase();
    const value = property.getValues().map(String).join(",");
    properties[name] = properties[name] === undefined ? value : `${properties[name]}|${value}`;
  }
  return properties;
}
