import { type DateValue, readDateValue } from "./date-value.ts";

const frequencies = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
type Frequency = (typeof frequencies)[number];

/** One BYDAY entry: 0 Sunday … 6 Saturday; `nth` 0 when every such day is meant, negative from the end. */
interface ByDay {
  weekday: number;
  nth: number;
}

/** A recurrence rule (RFC 5545 §3.3.10, with SKIP of RFC 7529). A BY list that is absent is empty. */
export interface RecurrenceRule {
  frequency: Frequency;
  interval: number;
  count: number | null;
  until: DateValue | null;
  weekStart: number;
  bySecond: number[];
  byMinute: number[];
  byHour: number[];
  byDay: ByDay[];
  byMonthDay: number[];
  byYearDay: number[];
  byWeekNo: number[];
  byMonth: number[];
  bySetPos: number[];
  skip: "OMIT" | "BACKWARD" | "FORWARD";
}

/** A rule that cannot be followed. The event is then reported and its time blocked. */
export class RecurrenceError extends Error {
  override name = "RecurrenceError";
}

const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const maxListLength = 1_000;

/**
 * Reads the value of an RRULE or EXRULE in any case. Unknown parts are ignored (RFC 5545 §3.3.10 allows none,
 * but writers add X- parts).
 * @throws RecurrenceError when the rule cannot be followed as written.
 */
export function readRecurrenceRule(text: string): RecurrenceRule {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(";")) {
    const equals = part.indexOf("=");
    if (equals > 0) parts.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  const frequency = frequencies.find((name) => name === parts.get("FREQ"));
  if (!frequency) throw new RecurrenceError("recurrence rule without a known frequency");
  const calendar = parts.get("RSCALE");
  if (calendar !== undefined && calendar !== "GREGORIAN")
    throw new RecurrenceError(`recurrence in the ${calendar.slice(0, 40)} calendar`);
  return {
    frequency,
    // 0 is no interval; read as 1, since an event repeated too often only blocks more.
    interval: Math.max(1, integer(parts.get("INTERVAL") ?? "1", 0, Number.MAX_SAFE_INTEGER)),
    count: parts.has("COUNT") ? integer(parts.get("COUNT") ?? "", 0, Number.MAX_SAFE_INTEGER) : null,
    until: readUntil(parts.get("UNTIL")),
    weekStart: parts.has("WKST") ? readWeekday(parts.get("WKST") ?? "") : 1,
    bySecond: integers(parts.get("BYSECOND"), 0, 60).map((second) => Math.min(second, 59)),
    byMinute: integers(parts.get("BYMINUTE"), 0, 59),
    byHour: integers(parts.get("BYHOUR"), 0, 23),
    byDay: list(parts.get("BYDAY")).map(readByDay),
    byMonthDay: signedIntegers(parts.get("BYMONTHDAY"), 31),
    byYearDay: signedIntegers(parts.get("BYYEARDAY"), 366),
    byWeekNo: signedIntegers(parts.get("BYWEEKNO"), 53),
    byMonth: integers(parts.get("BYMONTH"), 1, 12),
    bySetPos: signedIntegers(parts.get("BYSETPOS"), 366 * 86_400),
    skip: readSkip(parts.get("SKIP")),
  };
}

function readSkip(text: string | undefined): RecurrenceRule["skip"] {
  return text === "BACKWARD" || text === "FORWARD" ? text : "OMIT";
}

function readUntil(text: string | undefined): DateValue | null {
  if (text === undefined) return null;
  const until = readDateValue(text);
  if (!until) throw new RecurrenceError("recurrence rule with an UNTIL that is no date");
  return until;
}

function readWeekday(text: string): number {
  const weekday = weekdays.indexOf(text);
  if (weekday < 0) throw new RecurrenceError("recurrence rule with an unknown day of the week");
  return weekday;
}

function readByDay(text: string): ByDay {
  const parts = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text);
  if (!parts) throw new RecurrenceError("recurrence rule with an unknown BYDAY");
  return { weekday: readWeekday(parts[2] ?? ""), nth: Number(parts[1] ?? "0") };
}

function signedIntegers(text: string | undefined, max: number): number[] {
  const values = integers(text, -max, max);
  if (values.includes(0)) throw new RecurrenceError("recurrence rule with a 0 where positions are counted");
  return values;
}

function integers(text: string | undefined, min: number, max: number): number[] {
  return [...new Set(list(text).map((item) => integer(item, min, max)))].sort((a, b) => a - b);
}

function list(text: string | undefined): string[] {
  const items = (text ?? "").split(",").map((item) => item.trim());
  if (items.length > maxListLength) throw new RecurrenceError("recurrence rule with too many values");
  return items.filter((item) => item !== "");
}

function integer(text: string, min: number, max: number): number {
  const value = /^[+-]?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    throw new RecurrenceError("recurrence rule with a number out of range");
  return value;
}
