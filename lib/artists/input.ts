import { z } from "zod";
import { id, instant, manyLines, name, oneLine, timeZone, wholeNumber, yesOrNo } from "#lib/core/shapes.ts";

/** Shapes of what people send about artists. */

const slug = z
  .string({ error: "required" })
  .trim()
  .min(1, "required")
  .max(60, "too_long")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug");

const serviceIds = z
  .array(id, { error: "required" })
  .max(200, "too_many")
  .transform((ids) => [...new Set(ids)]);

const stretch = z
  .object({
    weekday: wholeNumber(1, 7),
    startMinute: wholeNumber(0, 1439),
    endMinute: wholeNumber(1, 1440),
  })
  .refine((hours) => hours.startMinute < hours.endMinute, "before_start");

type Stretch = z.infer<typeof stretch>;

/** Stretches may meet, never overlap. */
function anyOverlap(hours: Stretch[]): boolean {
  const sorted = hours.toSorted((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute);
  return sorted.some((one, index) => {
    const before = sorted[index - 1];
    return before?.weekday === one.weekday && before.endMinute > one.startMinute;
  });
}

const hours = z
  .array(stretch, { error: "required" })
  .max(100, "too_many")
  .refine((list) => !anyOverlap(list), "overlap");

export const newArtist = z.object({
  name: name(80),
  slug: slug.optional(),
  bio: manyLines(2000).optional(),
  timeZone: timeZone.optional(),
  serviceIds: serviceIds.optional(),
});
export type NewArtistInput = z.infer<typeof newArtist>;

export const artistChange = z.object({
  name: name(80).optional(),
  slug: slug.optional(),
  bio: manyLines(2000).optional(),
  timeZone: timeZone.optional(),
  dailyMaximum: wholeNumber(1, 100).nullable().optional(),
  weeklyMaximum: wholeNumber(1, 500).nullable().optional(),
  /** Until so long before the start customers may move or cancel by their own link. */
  changeNoticeMinutes: wholeNumber(0, 60 * 1440).optional(),
  customersMayMove: yesOrNo.optional(),
  whenUnreachable: z.enum(["accept", "refuse"], { error: "unknown" }).optional(),
  active: yesOrNo.optional(),
  position: wholeNumber(0, 10_000).optional(),
  hours: hours.optional(),
  serviceIds: serviceIds.optional(),
});
export type ArtistChangeInput = z.infer<typeof artistChange>;

/** Not a path: it becomes one segment of an address. */
const nextcloudUser = name(64).refine((user) => !/^\.{1,2}$|[/\\]/.test(user), "unknown");

export const hoursSourceChoice = z.discriminatedUnion(
  "source",
  [
    z.object({ source: z.literal("parlour") }),
    z.object({ source: z.literal("nextcloud"), nextcloudUser: nextcloudUser.optional() }),
  ],
  { error: "unknown" },
);
export type HoursSourceChoice = z.infer<typeof hoursSourceChoice>;

const LONGEST_MS = 2 * 366 * 86_400_000;

export const newTimeOff = z
  .object({ startTime: instant, endTime: instant, note: oneLine(200).optional() })
  // Put so that an instant that could not be read is no error of the other.
  .refine((span) => !(span.startTime >= span.endTime), { error: "before_start", path: ["endTime"] })
  .refine((span) => !(span.endTime - span.startTime > LONGEST_MS), { error: "too_long", path: ["endTime"] });
export type NewTimeOffInput = z.infer<typeof newTimeOff>;

export const timeOffRef = z.object({ timeOffId: id });
