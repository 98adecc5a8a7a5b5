import { z } from "zod";
import { email, manyLines, name, oneLine, timeZone, wholeNumber } from "#lib/core/shapes.ts";
import { addDays } from "#lib/core/time-zone.ts";
import { carriesText } from "./accent-contrast.ts";

/** The shape of what an admin sends about the studio. */

const accent = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, "colour")
  .transform((value) => value.toLowerCase())
  .refine(carriesText, "contrast");

/** An address with places for the amount; https only, because people pay there. */
const paymentUrl = oneLine(500).refine(
  (value) => value === "" || /^https:\/\/[^\s"<>]+$/.test(value),
  "https_url",
);

export const settingsChange = z.object({
  name: name(80).optional(),
  timeZone: timeZone.optional(),
  locale: z.enum(["en", "de"], { error: "unknown" }).optional(),
  pendingExpiryDays: wholeNumber(1, 60).optional(),
  /** null: the colour Parlour comes with. */
  accent: accent.nullable().optional(),
  imprint: manyLines(20_000).optional(),
  privacy: manyLines(20_000).optional(),
  address: manyLines(500).optional(),
  contactEmail: z.union([z.literal(""), email]).optional(),
  phone: oneLine(40).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "currency")
    .optional(),
  paymentUrl: paymentUrl.optional(),
  /** null: nobody is reminded. */
  reminderHours: wholeNumber(1, 336).nullable().optional(),
  offerExpiryHours: wholeNumber(1, 720).optional(),
  waitlistClaimMinutes: wholeNumber(10, 2880).optional(),
  /** null: missed appointments have no consequence. */
  noShowLimit: wholeNumber(1, 20).nullable().optional(),
  /** null: clients are never forgotten. */
  retentionMonths: wholeNumber(1, 120).nullable().optional(),
});
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const midnight = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(value);
}

const day = z.string({ error: "required" }).refine(isDay, { error: "not_a_day", abort: true });

const LONGEST_DAYS = 731;

/** Whole days in the studio's zone, both included. */
export const newClosure = z
  .object({ fromDay: day, toDay: day, note: oneLine(200).optional() })
  .refine((span) => span.fromDay <= span.toDay, { error: "before_start", path: ["toDay"] })
  .refine((span) => addDays(span.fromDay, LONGEST_DAYS) > span.toDay, { error: "too_long", path: ["toDay"] });
export type NewClosureInput = z.infer<typeof newClosure>;

export type SettingsChangeInput = z.infer<typeof settingsChange>;
