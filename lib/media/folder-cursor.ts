import { z } from "zod";
import { AppError } from "#lib/core/errors.ts";
import type { FileSort, SortableFile, SortOrder } from "./sort-files.ts";

const text = z.string().max(1000);
const cursorShape = z.strictObject({
  by: z.string(),
  name: text,
  isFolder: z.boolean(),
  modifiedMs: z.number().nullable(),
  size: z.number().nullable(),
  mimeType: text,
});

/** Says which row a page ended with: the next one begins behind it, also when the folder has changed since. */
export function writeFolderCursor(last: SortableFile, sort: FileSort, order: SortOrder): string {
  const { name, isFolder, modifiedMs, size, mimeType } = last;
  const cursor: z.infer<typeof cursorShape> = {
    by: `${sort} ${order}`,
    name,
    isFolder,
    modifiedMs,
    size,
    mimeType: mimeType.slice(0, 1000),
  };
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** @throws AppError `invalid_input` for what is no cursor of this order. */
export function readFolderCursor(written: string, sort: FileSort, order: SortOrder): SortableFile {
  const parsed = cursorShape.safeParse(parseJson(Buffer.from(written, "base64url").toString("utf8")));
  if (parsed.success && parsed.data.by === `${sort} ${order}`) return parsed.data;
  throw new AppError("invalid_input", "This cursor belongs to no page of this listing.", {
    errors: { cursor: ["unknown"] },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
