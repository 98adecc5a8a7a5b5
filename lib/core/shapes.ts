import { z } from "zod";
import { isTimeZone } from "./time-zone.ts";

/** Shapes that many inputs share. Messages are keys that the pages translate. */

export const id = z.string({ error: "required" }).min(1, "required").max(64, "unknown");

/** ISO 8601 instant with an offset or Z, to epoch milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: "not_an_instant" })
  .transform((value) => Date.parse(value))
  .pipe(
    z.number({ error: "not_an_instant" }).min(0, "past").max(Date.parse("2200-01-01T00:00:00Z"), "too_far"),
  )
  .meta({ type: "string", format: "date-time" });

export const timeZone = z.string({ error: "required" }).refine(isTimeZone, "time_zone");

export const email = z
  .string({ error: "required" })
  .trim()
  .min(1, "required")
  .max(254, "too_long")
  .pipe(z.email({ error: "email" }));

export const password = z.string({ error: "required" }).min(10, "password_short").max(1024, "too_long");

/** Control characters (line breaks included) have no place in one line; they would only serve to break out of it. */
export const oneLine = (maximum: number) =>
  z
    .string({ error: "required" })
    .max(maximum, "too_long")
    .transform((value) =>
      value
        .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
        .replace(/ {2,}/g, " ")
        .trim(),
    );

/** Line breaks and tabs stay, other control characters and what is not Unicode text go. */
export const manyLines = (maximum: number) =>
  z
    .string({ error: "required" })
    // Browsers count a line break as one character and send two.
    .overwrite((value) => value.replace(/\r\n?/g, "\n"))
    .max(maximum, "too_long")
    .transform((value) =>
      value
        .replace(/[^\P{Cc}\n\t]/gu, "")
        .toWellFormed()
        .trim(),
    );

/** The name of something or somebody: one line that is not empty. */
export const name = (maximum: number) => oneLine(maximum).pipe(z.string().min(1, "required"));

/** A whole number between two bounds. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z.number({ error: "not_a_number" }).int("not_a_number").min(minimum, "too_small").max(maximum, "too_large");

export const yesOrNo = z.boolean({ error: "required" });
