import type { z } from "zod";
import { AppError } from "#lib/core/errors.ts";

/** Where a page ended, as the next one is asked for. */
export function writeCursor(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** @throws AppError `invalid_input` for anything `writeCursor` did not write for this list */
export function readCursor<Position>(
  schema: z.ZodType<Position>,
  cursor: string | undefined,
): Position | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new AppError("invalid_input", "This is not a cursor of this list.", {
      errors: { cursor: ["unknown"] },
      cause,
    });
  }
}
