import { civil } from "./civil-time.ts";
import { type Component, lineOf } from "./content-lines.ts";
import { readDateValue } from "./date-value.ts";
import { type Budget, recurrenceDates, spend } from "./recurrence-dates.ts";
import { RecurrenceError, readRecurrenceRule } from "./recurrence-rule.ts";
import type { Zone } from "./zone.ts";

interface Onset {
  atMs: number;
  from: number;
  to: number;
}

/** Rules without an end are followed so far; the last offset holds after it. */
const horizon = civil(2150, 1, 1);
const maxSteps = 50_000;
const maxOnsets = 5_000;

/**
 * A zone as a VTIMEZONE describes it (RFC 5545 §3.6.5), for TZIDs that name no zone anyone knows.
 * Null when the description says no offset.
 */
export function customZone(name: string, timeZone: Component): Zone | null {
  const budget: Budget = { left: maxSteps };
  const onsets: Onset[] = [];
  let only: number | null = null;
  for (const observance of timeZone.components) {
    if (observance.name !== "STANDARD" && observance.name !== "DAYLIGHT") continue;
    const to = readOffset(lineOf(observance, "TZOFFSETTO")?.value);
    if (to === null) continue;
    if (only === null || observance.name === "STANDARD") only = to;
    const from = readOffset(lineOf(observance, "TZOFFSETFROM")?.value) ?? to;
    for (const local of onsetsOf(observance, from, budget)) onsets.push({ atMs: local - from, from, to });
  }
  if (only === null) return null;
  onsets.sort((a, b) => a.atMs - b.atMs);
  const fixed = only;
  return { name, offsetAt: (instantMs) => offsetAt(onsets, instantMs, fixed) };
}

function offsetAt(onsets: Onset[], instantMs: number, fallback: number): number {
  let low = 0;
  let high = onsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((onsets[middle]?.atMs ?? 0) <= instantMs) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? (onsets[0]?.from ?? fallback) : (onsets[low - 1]?.to ?? fallback);
}

/** The civil times (in the offset before) at which an observance begins. */
function onsetsOf(observance: Component, from: number, budget: Budget): Set<number> {
  const found = new Set<number>();
  const start = readDateValue(lineOf(observance, "DTSTART")?.value ?? "");
  if (!start) return found;
  found.add(start.civil);
  try {
    for (const line of observance.lines) {
      if (line.name === "RDATE") {
        for (const text of line.value.split(",")) {
          spend(budget, 1);
          const value = readDateValue(text.split("/")[0] ?? "");
          if (value) found.add(value.civil + (value.isUtc ? from : 0));
        }
      } else if (line.name === "RRULE" && line.value.trim() !== "") {
        const rule = readRecurrenceRule(line.value);
        const latest = rule.until ? rule.until.civil + (rule.until.isUtc ? from : 0) : horizon;
        const range = { start: start.civil, isDate: false, from: start.civil, to: horizon, budget };
        const until = { latest, holds: (time: number) => time <= latest };
        for (const time of recurrenceDates(rule, { ...range, until })) {
          if (found.size >= maxOnsets) return found;
          found.add(time);
        }
      }
    }
  } catch (error) {
    // A rule that cannot be followed leaves the onsets read so far, which is nearer the truth than no zone.
    if (!(error instanceof RecurrenceError)) throw error;
  }
  return found;
}

/** UTC-OFFSET (§3.3.14) in milliseconds. */
function readOffset(text: string | undefined): number | null {
  const parts = /^\s*([+-])?(\d{2}):?(\d{2}):?(\d{2})?\s*$/.exec(text ?? "");
  if (!parts) return null;
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4] ?? "0");
  return seconds > 86_400 ? null : (parts[1] === "-" ? -1 : 1) * seconds * 1000;
}
