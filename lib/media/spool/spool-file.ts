import type { Readable } from "node:stream";
import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { systemCode } from "./spool-failure.ts";
import { spoolBytes } from "./spool-usage.ts";
import { writeSealed } from "./write-sealed.ts";

/** After so many bytes the whole spool is measured again, for what others write at the same time. */
const MEASURED_EVERY_BYTES = 16 * 1024 * 1024;

/**
 * Seals what `body` gives into the spool under `id`, on disk before it is answered, never more than a segment of it in
 * memory. A body that breaks off, and a process that dies, leave no file.
 * @returns the size in bytes, and what `openSpooled` takes
 * @throws AppError `too_large` past `maximumBytes`, `quota_exceeded` when the spool or the disk is full; what the body
 *   throws
 */
export async function spoolFile(
  env: Env,
  id: string,
  body: Readable,
  options: { maximumBytes: number },
): Promise<{ size: number; spoolId: string }> {
  // It may break off while nobody reads it yet; whoever reads it then is told.
  body.on("error", () => undefined);
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > options.maximumBytes)
        throw new AppError("too_large", "This file is larger than is allowed here.");
      yield bytes;
    }
  }
  let sinceMeasured = MEASURED_EVERY_BYTES;
  const requireRoomNowAndThen = async (nextBytes: number | null) => {
    sinceMeasured += nextBytes ?? 0;
    if (nextBytes !== null && sinceMeasured < MEASURED_EVERY_BYTES) return;
    sinceMeasured = 0;
    await requireRoom(env, nextBytes ?? 0);
  };
  try {
    await requireRoom(env, 0);
    await writeSealed(env, id, counted(), requireRoomNowAndThen);
    return { size, spoolId: id };
  } catch (error) {
    body.destroy();
    throw ["ENOSPC", "EDQUOT"].includes(systemCode(error) ?? "") ? noRoom("disk", error) : error;
  }
}

async function requireRoom(env: Env, nextBytes: number): Promise<void> {
  if ((await spoolBytes(env)) + nextBytes > env.PARLOUR_SPOOL_MAX_MB * 1024 * 1024) throw noRoom("spool");
}

function noRoom(what: "spool" | "disk", cause?: unknown): AppError {
  return new AppError(
    "quota_exceeded",
    what === "spool"
      ? "Nextcloud cannot be reached, and there is no room left for files that wait for it. Please try again later."
      : "The disk of the machine Parlour runs on is full.",
    { cause },
  );
}
