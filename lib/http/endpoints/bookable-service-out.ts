import { z } from "zod";
import type { BookableService } from "#lib/artists/bookable-artist.ts";

/** What can be booked, as `/api/artists` tells it; its type holds it to what is answered. Durations in minutes. */
export const bookableServiceOut: z.ZodType<Omit<BookableService, "description">> = z.object({
  id: z.string(),
  name: z.string(),
  durationMinutes: z.number().int(),
  priceNote: z.string(),
  bookingMode: z.enum(["slot", "idea"]),
  durationChoices: z.array(z.number().int()),
  sessions: z.number().int(),
  sessionGapDays: z.number().int(),
  depositAmount: z.number().int().nullable(),
  currency: z.string(),
  consentFormId: z.string().nullable(),
  asksPictures: z.boolean(),
});
