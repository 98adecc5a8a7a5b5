import { z } from "zod";
import type { CustomerPosition } from "#db/queries/customer-list.ts";
import { AppError } from "#lib/core/errors.ts";

const position = z.tuple([z.number().int(), z.string(), z.string()]);

/** Where a page ended, as the next one is asked for. */
export function writeCursor({ rank, name, id }: CustomerPosition): string {
  return Buffer.from(JSON.stringify([rank, name, id])).toString("base64url");
}

/** @throws AppError `invalid_input` for anything `writeCursor` did not write. */
export function readCursor(cursor: string): CustomerPosition {
  try {
    const [rank, name, id] = position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { rank, name, id };
  } catch (cause) {
    throw new AppError("invalid_input", "This is not a cursor of this list.", {
      errors: { cursor: ["unknown"] },
      cause,
    });
  }
}
