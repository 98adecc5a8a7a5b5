import { z } from "zod";
import { cursorOf } from "#lib/integrations/cursor.ts";
import { pageLimit } from "./query-numbers.ts";

export const limit = pageLimit(50, 100);

/** What every list of an integration is asked with. @param list the one that its cursors are for */
export function listQuery<Place>(list: string, place: z.ZodType<Place>) {
  return { cursor: cursorOf(list, place).optional(), limit };
}

export const nextCursor = z.string().nullable();

/** One line, without what only steers. */
export function line(longest: number) {
  return z
    .string({ error: "required" })
    .trim()
    .min(1, "required")
    .max(longest, "too_long")
    .regex(/^\P{Cc}*$/u, "unknown");
}

/** A number that a vendor gave something. */
export const vendorId = z.int("unknown").min(1, "unknown").max(Number.MAX_SAFE_INTEGER, "unknown");

/** The same in a query or a path. */
export const vendorIdText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, "unknown")
  .transform(Number);
