import type { FormDraft } from "./booking-offer.ts";
import type { Refusal } from "./submit-request.ts";

/** Refusals that speak of the time and not of the person. */
export const aboutTheTime: readonly string[] = ["slot_taken", "slot_unavailable", "calendar_unreachable"];

/** Why the form came back, as of `nowMs`; what was wrong with a time is left out once another is chosen. */
export function draftRefusal(draft: FormDraft | null, startMs: number | null, nowMs: number): Refusal | null {
  if (!draft) return null;
  const otherTime = Date.parse(draft.values.startTime ?? "") !== startMs;
  if (aboutTheTime.includes(draft.code) && otherTime) return null;
  const minutes = Math.ceil(((draft.retryAt ?? nowMs) - nowMs) / 60_000);
  return { code: draft.code, errors: draft.errors, retryAfterMinutes: Math.max(1, minutes) };
}
