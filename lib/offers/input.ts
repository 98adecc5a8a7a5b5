import { z } from "zod";
import { note } from "#lib/appointments/input.ts";
import { id, instant } from "#lib/core/shapes.ts";

/** Shapes of what people send about offers. Messages are keys that the pages translate. */

export const MOST_TIMES = 5;

const linkToken = z.string({ error: "required" }).min(1, "required").max(200, "unknown");
const kind = z.enum(["inquiry", "appointment", "waitlist"], { error: "unknown" });

export const newOffer = z.object({
  about: z.object({ kind: z.enum(["inquiry", "appointment"], { error: "unknown" }), id }),
  times: z
    .array(z.object({ startTime: instant, endTime: instant.optional() }), { error: "required" })
    .min(1, "required")
    .max(MOST_TIMES, "too_many"),
  word: note.optional(),
  expiresInHours: z
    .number({ error: "not_a_number" })
    .int("not_a_number")
    .min(1, "too_small")
    .max(720, "too_large")
    .optional(),
  /** Of the inquiry or appointment, as it was seen. */
  version: z.number().int().optional(),
});

export const offeredChoice = z.object({
  kind,
  token: linkToken,
  /** The held time. */
  heldId: z.string({ error: "choose_one" }).min(1, "choose_one").max(64, "unknown"),
});

export const offerRefusal = z.object({ kind, token: linkToken, word: note.optional() });
