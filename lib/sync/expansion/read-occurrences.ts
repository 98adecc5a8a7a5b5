import { type Component, componentsNamed, lineOf } from "#lib/ical/content-lines.ts";
import { expandParsed, parseWithin } from "#lib/ical/expand-calendar.ts";
import { unescapeText } from "#lib/ical/text-value.ts";
import type { Occurrence } from "#lib/ical/types.ts";
import type { Zone } from "#lib/ical/zone.ts";

/** An object longer than this holds no appointment. */
const MOST_CHARACTERS = 500_000;
/** Of one object within the window: an event every half hour of 62 days. */
const MOST_OCCURRENCES = 3_000;
const MOST_TEXT = 500;

/** What an event says of itself. */
export interface EventWords {
  title: string;
  location: string;
}

/** One occurrence as it may be shown; of a private one only the time: its `words` are null. Epoch milliseconds. */
export interface WordedOccurrence {
  uid: string;
  startMs: number;
  endMs: number;
  allDay: boolean;
  /** As of `Occurrence`. */
  status: string;
  words: EventWords | null;
}

/**
 * The occurrences of a calendar object in a window, by their start, with the words of the component each came from.
 * `unreadable` counts what could not be read. No text makes it throw; how long it takes only the caller can bound.
 */
export function readOccurrences(
  ics: string,
  { fromMs, toMs, home }: { fromMs: number; toMs: number; home: Zone },
): { occurrences: WordedOccurrence[]; unreadable: number } {
  const parsed = ics.length > MOST_CHARACTERS ? null : parseWithin(ics);
  if (!parsed) return { occurrences: [], unreadable: 1 };
  const components = componentsNamed(parsed.root, "VEVENT");
  markOrigins(components);
  const options = { fromMs, toMs, timeZone: home.name, maxOccurrences: MOST_OCCURRENCES };
  const { occurrences, unreadable } = expandParsed(parsed, home, options);
  const hidden = isPrivate(parsed.lines);
  const known = new Map<Component, EventWords>();
  const wordsOf = ({ transparency }: Occurrence): EventWords | null => {
    const component = components[Number(transparency)];
    if (hidden || !component) return null;
    const words = known.get(component) ?? readWords(component);
    known.set(component, words);
    return words;
  };
  return {
    occurrences: occurrences.map((occurrence) => {
      const { uid, startMs, endMs, allDay, status } = occurrence;
      return { uid: uid.slice(0, MOST_TEXT), startMs, endMs, allDay, status, words: wordsOf(occurrence) };
    }),
    unreadable: unreadable.length,
  };
}

/**
 * An occurrence carries the TRANSP of the component it came from, whichever rule, instance or RANGE put it where it is.
 * Nothing is asked here about what blocks: in its place stands which component that is.
 */
function markOrigins(components: Component[]): void {
  for (const [index, component] of components.entries()) {
    const { firstLine, lines } = component;
    const mark = { name: "TRANSP", params: new Map(), value: String(index), firstLine, endLine: firstLine };
    component.lines = [mark, ...lines];
  }
}

const CLASS_LINE = /^[^\w]{0,50}(?:[\w-]{1,100}\.)?CLASS(?![\w-])/i;
const PUBLIC_LINE = /^CLASS:PUBLIC[ \t]*$/i;

/**
 * Anything that looks like a CLASS hides the object's words unless it says PUBLIC and nothing else: whoever wrote it
 * meant something by it, also where it cannot be read, or where just one instance says so.
 */
function isPrivate(lines: readonly string[]): boolean {
  return lines
    .join("\n")
    .replace(/\n[ \t]/g, "")
    .split("\n")
    .some((line) => CLASS_LINE.test(line) && !PUBLIC_LINE.test(line));
}

function readWords(component: Component): EventWords {
  const textOf = (name: string) =>
    unescapeText(lineOf(component, name)?.value ?? "")
      .trim()
      .slice(0, MOST_TEXT);
  return { title: textOf("SUMMARY"), location: textOf("LOCATION") };
}
