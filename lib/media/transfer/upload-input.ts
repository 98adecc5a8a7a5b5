import { z } from "zod";
import { id, instant } from "#lib/core/shapes.ts";

/** What begins an upload in pieces, as it is sent. */
export const beginUploadInput = z
  .object({
    path: z.string().min(1, "required").max(4000, "too_long").optional(),
    nextcloud_path: z.string().max(4000, "too_long").optional(),
    filename: z.string().min(1, "required").max(1000, "too_long").optional(),
    size: z
      .number("required")
      .int("not_whole")
      .min(0, "out_of_range")
      .max(Number.MAX_SAFE_INTEGER, "out_of_range"),
    mime_type: z.string().max(255, "too_long").optional(),
    last_modified: instant.optional(),
    customer_id: id.optional(),
  })
  .refine((input) => input.path !== undefined || input.filename !== undefined, {
    path: ["path"],
    message: "required",
  });
