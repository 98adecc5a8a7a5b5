import { AppError } from "#lib/core/errors.ts";

/** The page of a list from `cursor` on; the first one where an address holds a cursor that is none of that list. */
export async function fromCursor<Page>(
  cursor: string | null,
  list: (cursor: string | undefined) => Promise<Page>,
): Promise<Page> {
  if (cursor === null) return list(undefined);
  try {
    return await list(cursor);
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_input") return list(undefined);
    throw error;
  }
}
