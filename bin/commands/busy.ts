import { readFile, stat } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { readDateValue } from "#lib/ical/date-value.ts";
import { expandCalendar } from "#lib/ical/expand-calendar.ts";
import type { Occurrence } from "#lib/ical/types.ts";
import { ianaZone, instantOf, type Zone } from "#lib/ical/zone.ts";

const usage =
  "usage: parlour busy FILE.ics --from ISO --to ISO --time-zone ZONE (FILE may be - for standard input)";

/** A file on the command line may repeat more often than a calendar that is kept. */
const maxOccurrences = 200_000;

/** What a command writes to, a line at a time. */
export interface CommandOutput {
  out(line: string): void;
  err(line: string): void;
}

/**
 * `parlour busy`: prints one JSON line for each occurrence in a calendar file, sorted by start. An event that
 * cannot be read goes to `err`, and the rest is still printed.
 * @returns the exit code: 0, 1 when the file cannot be read, 2 for wrong usage.
 */
export async function busy(argv: string[], io: CommandOutput): Promise<number> {
  const asked = readArguments(argv);
  if (typeof asked === "string") {
    io.err(asked);
    return 2;
  }
  let text: string;
  try {
    text = asked.file === "-" ? await readAll(process.stdin) : await readCalendarFile(asked.file);
  } catch (error) {
    io.err(`cannot read ${asked.file}: ${error instanceof Error ? error.message : "unknown reason"}`);
    return 1;
  }
  const { occurrences, unreadable } = expandCalendar(text, { ...asked, maxOccurrences });
  for (const occurrence of occurrences) io.out(occurrenceLine(occurrence));
  for (const { uid, reason } of unreadable) io.err(`${uid === "" ? "event without a UID" : uid}: ${reason}`);
  return 0;
}

interface Asked {
  file: string;
  fromMs: number;
  toMs: number;
  timeZone: string;
}

function readArguments(argv: string[]): Asked | string {
  const option = { type: "string" } as const;
  let parsed: ReturnType<typeof parse>;
  function parse() {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { from: option, to: option, "time-zone": option },
    });
  }
  try {
    parsed = parse();
  } catch {
    return usage;
  }
  const { positionals, values } = parsed;
  const [file, ...rest] = positionals;
  if (!file || rest.length > 0 || !values.from || !values.to || !values["time-zone"]) return usage;
  const timeZone = values["time-zone"];
  const zone = ianaZone(timeZone);
  if (!zone) return `--time-zone is no IANA time zone: ${timeZone}`;
  const fromMs = readInstant(values.from, zone);
  const toMs = readInstant(values.to, zone);
  if (fromMs === null) return `--from is no ISO 8601 time: ${values.from}`;
  if (toMs === null) return `--to is no ISO 8601 time: ${values.to}`;
  if (fromMs >= toMs) return "--from must be before --to";
  return { file, fromMs, toMs, timeZone };
}

/**
 * An ISO 8601 time, extended or basic (`20091224T000000Z`), in epoch milliseconds; null when it is none. A date,
 * or a time without an offset, is taken in the zone.
 */
function readInstant(written: string, zone: Zone): number | null {
  const parts = /^(.*T.*?)(Z|[+-]\d{2}:?\d{2})$/i.exec(written.trim());
  const value = readDateValue(parts?.[1] ?? written);
  if (!value) return null;
  if (!parts) return instantOf(value.civil, zone);
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(parts[2] ?? "");
  if (!offset) return value.civil;
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  return value.civil - (offset[1] === "-" ? -1 : 1) * minutes * 60_000;
}

async function readCalendarFile(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > 50_000_000) throw new Error("it is larger than 50 MB");
  return await readFile(file, "utf8");
}

function occurrenceLine(occurrence: Occurrence): string {
  const { uid, startMs, endMs, allDay, startDate, endDate, status, transparency, busy } = occurrence;
  return JSON.stringify({
    uid,
    start: startDate ?? instantText(startMs),
    end: endDate ?? instantText(endMs),
    allDay,
    status,
    transparency,
    busy,
  });
}

function instantText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}
