import { AppError } from "#lib/core/errors.ts";

/**
 * A path that was written as the end of an address, decoded once, segment by segment; `readFilePath` judges the rest. A
 * slash that was encoded is refused: it would be another path than the one that servers before us saw.
 * @throws AppError `invalid_input`
 */
export function pathInAddress(written = ""): string {
  return written
    .split("/")
    .map((segment) => {
      const name = decoded(segment);
      if (name !== null && !name.includes("/")) return name;
      throw new AppError("invalid_input", "This path holds a name that is not allowed.", {
        errors: { path: ["name_not_allowed"] },
      });
    })
    .join("/");
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
