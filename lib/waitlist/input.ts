import { z } from "zod";
import { email, id, manyLines, name, oneLine, timeZone, wholeNumber } from "#lib/core/shapes.ts";

/** Shapes of what people send about the waitlist. Messages are keys that the pages translate. */

const asList = (value: unknown) =>
  typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : value;
const asNumber = (value: unknown) => (typeof value === "string" && value !== "" ? Number(value) : value);
const day = z.iso.date({ error: "not_a_day" });

export const waitlistRequest = z.object({
  artistId: id,
  serviceId: id,
  durationMinutes: z.preprocess(asNumber, wholeNumber(5, 1440).optional()),
  /** Days in the artist's zone, both included. */
  fromDay: day.optional(),
  toDay: day,
  /** ISO weekdays that suit; none or all seven mean every day. */
  weekdays: z.preprocess(
    (value) => {
      const values = asList(value);
      return Array.isArray(values) ? values.map(asNumber) : values;
    },
    z.array(wholeNumber(1, 7)).max(7, "too_many").default([]),
  ),
  clientName: name(120),
  clientEmail: email,
  clientPhone: oneLine(40)
    .pipe(z.string().regex(/^[+0-9 ()/.-]*$/, "phone"))
    .optional()
    .default(""),
  description: manyLines(2000).optional().default(""),
  timeZone: timeZone.optional(),
  /** No person sees this field; what fills it in is a program. */
  website: z.string().max(1000).optional(),
});

export type WaitlistRequest = z.infer<typeof waitlistRequest>;

export const waitlistStep = z.object({
  token: z.string({ error: "required" }).min(1, "required").max(200, "unknown"),
  action: z.enum(["leave"], { error: "unknown" }),
});
