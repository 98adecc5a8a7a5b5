import { log } from "#lib/core/log.ts";

/**
 * Why our own database did not take something, as key and sentence for the sync log and the pages. SQLite's codes:
 * https://www.sqlite.org/rescode.html
 */
export function storageFailure(error: unknown): { key: string; message: string } {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("SQLITE_FULL") || code === "ENOSPC")
    return {
      key: "disk-full",
      message:
        "The disk that holds Parlour's database is full. Nothing was stored; make room and it goes on by itself.",
    };
  if (code.startsWith("SQLITE_BUSY"))
    return {
      key: "database-busy",
      message: "Another program held Parlour's database for too long. Nothing was stored; it is tried again.",
    };
  return { key: "internal", message: "Parlour itself could not finish this. The log has the details." };
}

/** Runs what only writes down what went wrong; where even that is impossible the server's log has to do. */
export async function noteWherePossible(note: () => Promise<void>): Promise<void> {
  try {
    await note();
  } catch (error) {
    log().error({ err: error }, "what happened could not be written down");
  }
}
