import { z } from "zod";
import { id, manyLines, name, oneLine, wholeNumber, yesOrNo } from "#lib/core/shapes.ts";
import { LARGEST_AMOUNT } from "#lib/studio/read-amount.ts";

/** Shapes of what people send about services; the bounds of the first three are the database's too. */

const DAY_MINUTES = 1440;

const artistIds = z
  .array(id, { error: "required" })
  .max(200, "too_many")
  .transform((ids) => [...new Set(ids)]);

export const newService = z.object({
  name: name(120),
  durationMinutes: wholeNumber(5, DAY_MINUTES),
  horizonDays: wholeNumber(1, 365).optional(),
  slotStepMinutes: wholeNumber(5, DAY_MINUTES).optional(),
  description: manyLines(4000).optional(),
  bufferBeforeMinutes: wholeNumber(0, DAY_MINUTES).optional(),
  bufferAfterMinutes: wholeNumber(0, DAY_MINUTES).optional(),
  minimumNoticeMinutes: wholeNumber(0, 365 * DAY_MINUTES).optional(),
  priceNote: oneLine(120).optional(),
  /** `slot`: customers pick a time; `idea`: they say what they want and the artist answers with times. */
  bookingMode: z.enum(["slot", "idea"], { error: "unknown" }).optional(),
  /** Further lengths customers may choose. */
  durationChoices: z
    .array(wholeNumber(5, DAY_MINUTES), { error: "required" })
    .max(8, "too_many")
    .transform((minutes) => [...new Set(minutes)].sort((a, b) => a - b))
    .optional(),
  sessions: wholeNumber(1, 20).optional(),
  sessionGapDays: wholeNumber(0, 365).optional(),
  /** At most so many of this service with one artist; null: no limit. */
  dailyMaximum: wholeNumber(1, 100).nullable().optional(),
  weeklyMaximum: wholeNumber(1, 500).nullable().optional(),
  /** In the smallest unit of the studio's currency; null: none. */
  depositAmount: wholeNumber(1, LARGEST_AMOUNT).nullable().optional(),
  consentFormId: id.nullable().optional(),
  asksPictures: yesOrNo.optional(),
  active: yesOrNo.optional(),
  artistIds: artistIds.optional(),
});
export type NewServiceInput = z.infer<typeof newService>;

export const serviceChange = newService.partial();
export type ServiceChangeInput = z.infer<typeof serviceChange>;
