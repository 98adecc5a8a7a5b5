import { z } from "zod";
import { manyLines, name, wholeNumber } from "#lib/core/shapes.ts";
import { isSignaturePath } from "./signature-path.ts";

/** Shapes of what is sent about consent forms. Messages are keys that the pages translate. */

const title = name(120);
const body = manyLines(20_000).pipe(z.string().min(1, "required"));
const minimumAge = wholeNumber(1, 99).nullable();

export const newConsentForm = z.object({ title, body, minimumAge: minimumAge.default(null) });
export type NewConsentForm = z.infer<typeof newConsentForm>;

export const consentFormChange = z
  .object({ title, body, minimumAge, active: z.boolean({ error: "required" }) })
  .partial();
export type ConsentFormChange = z.infer<typeof consentFormChange>;

/** A day of the calendar that is one: `2007-02-30` is none. */
const day = z
  .string({ error: "required" })
  .regex(/^\d{4}-\d{2}-\d{2}$/, "not_a_day")
  .refine((value) => {
    const parsed = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
  }, "not_a_day");

export const consentSignature = z.object({
  signedName: name(120),
  birthDate: day.optional(),
  agreed: z.preprocess(
    (value) => value === true || value === "yes" || value === "on",
    z.literal(true, { error: "required" }),
  ),
  signaturePath: z.string().max(20_000, "too_long").refine(isSignaturePath, "unknown").default(""),
});
export type ConsentSignature = z.infer<typeof consentSignature>;
