import { knownSpan } from "./known-span.ts";
import { resolveZone } from "./resolve-zone.ts";
import type { Interval } from "./types.ts";
import { ianaZone, utc } from "./zone.ts";

const maxHead = 100_000;

/**
 * The UID of a calendar object and the time its event is known to take, from the looks of its text alone: for an
 * object whose reading had to be stopped. The span is null where not even a start is there.
 */
export function headSpan(
  ics: string,
  options: { timeZone: string; toMs: number },
): { uid: string; span: Interval | null } {
  const head = ics
    .slice(0, maxHead)
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]/g, "");
  // A VTIMEZONE has starts and rules of its own.
  const event = head.search(/^BEGIN:VEVENT[ \t]*$/im);
  if (event < 0) return { uid: "", span: null };
  const text = head.slice(event);
  if (/^STATUS:[ \t]*CANCELLED[ \t]*$/im.test(text) && !/^BEGIN:VEVENT/im.test(text.slice(1)))
    return { uid: uidIn(text), span: null };
  const home = ianaZone(options.timeZone) ?? utc;
  return { uid: uidIn(text), span: knownSpan(text, { zoneOf: resolveZone, home }, options.toMs) };
}

function uidIn(text: string): string {
  return (/^UID[^:\n]{0,200}:([^\n]{0,1000})/im.exec(text)?.[1] ?? "").trim();
}
