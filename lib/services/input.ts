import { z } from "zod";
import { id, manyLines, name, oneLine, wholeNumber, yesOrNo } from "#lib/core/shapes.ts";

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
  active: yesOrNo.optional(),
  artistIds: artistIds.optional(),
});
export type NewServiceInput = z.infer<typeof newService>;

export const serviceChange = newService.partial();
export type ServiceChangeInput = z.infer<typeof serviceChange>;
