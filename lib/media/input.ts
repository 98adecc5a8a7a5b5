import { z } from "zod";
import { instant } from "#lib/core/shapes.ts";
import { FILE_SORTS } from "./sort-files.ts";

/** Shapes of what people send about files. Paths are read by `readFilePath` in the verbs; spaces in them count. */

const path = z.string({ error: "required" }).max(4000, "too_long");
const somePath = path.min(1, "required");
/** In a query everything is text. */
const count = (maximum: number, usual: number) =>
  z.coerce
    .number({ error: "not_a_number" })
    .int("not_a_number")
    .min(1, "too_small")
    .max(maximum, "too_large")
    .default(usual);
const etag = z.string().min(1, "required").max(300, "too_long");

export const pathQuery = z.object({ path: somePath });

export const browseQuery = z.object({
  path: path.default(""),
  sort: z.enum(FILE_SORTS, "unknown").default("name"),
  order: z.enum(["asc", "desc"], "unknown").default("asc"),
  limit: count(500, 200),
  cursor: z.string().max(12_000, "too_long").optional(),
});

export const searchQuery = z.object({
  q: z.string({ error: "required" }).trim().min(2, "too_short").max(250, "too_long"),
  path: path.default(""),
  limit: count(200, 50),
});

export const mkdirInput = z.object({ path: somePath });
export const moveInput = z.object({ from: somePath, to: somePath });
export const renameInput = z.object({ path: somePath, name: somePath });
export const deleteQuery = z.object({ path: somePath, etag: etag.optional() });
export const restoreInput = z.object({ path: somePath, deleted_at: instant });

export const shareInput = z.object({
  path: somePath,
  password: z.string().min(1, "required").max(250, "too_long").optional(),
  expires: z.iso.date({ error: "not_a_date" }).optional(),
});
export const shareQuery = z.object({
  path: somePath,
  id: z.string({ error: "required" }).regex(/^\w{1,64}$/, "unknown"),
});
