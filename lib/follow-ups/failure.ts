import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { UpstreamError } from "#lib/core/errors.ts";
import { reworded } from "#lib/integrations/reworded.ts";
import { clip } from "./plain-value.ts";

/** What the console has words of its own for, beside the kinds. */
const TOLD_REASONS = ["not-found", "invalid", "unknown-outcome"];

/** For the log of what followed: a stable word, and below it what the system said. */
export function failureOf({ kind, reason = "", message }: UpstreamError): string {
  return `${TOLD_REASONS.includes(reason) ? reason : kind}\n${message}`;
}

type Person = Pick<AppointmentWithNames, "clientName" | "clientEmail" | "clientPhone" | "description">;

/** Anything of the kind, whoever's: systems know people under other addresses and numbers too. */
const ADDRESS = /[\w.+-]+(@|%40)[\w-]+(\.[\w-]+)+/g;
const NUMBER = /\+?\d(?:[\s()/.-]{0,3}\d){6,}/g;
/** Shorter words of a description tell nothing of anybody, and would leave nothing of a message. */
const TELLING_WORD = 4;

/**
 * The same failure without anything that says who the appointment is for: systems like to repeat what they refuse, and
 * a log outlives the person's data.
 */
export function withoutPerson(error: UpstreamError, person: Person): UpstreamError {
  const named = personal(person);
  const message = error.message.replace(ADDRESS, "…").replace(NUMBER, "…");
  return reworded(error, clip(named === null ? message : message.replace(named, "…"), 500));
}

/** Names, addresses and what was written, as a whole and word by word, in any case; whole words only. */
function personal({ clientName, clientEmail, clientPhone, description }: Person): RegExp | null {
  const words = [
    ...[clientEmail, clientName, clientPhone],
    ...wordsOf(clientName).filter((word) => word.length > 1),
    ...wordsOf(description).filter((word) => word.length >= TELLING_WORD),
  ];
  const patterns = [...new Set(words.map((word) => word.trim()))]
    .filter((word) => word !== "")
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+"));
  if (patterns.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
