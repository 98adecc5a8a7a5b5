import { mkdir, statfs } from "node:fs/promises";
import { AppError } from "#lib/core/errors.ts";

/** The database needs room for what people write, whatever they send beside it. */
const SPARED_BYTES = 256 * 1024 * 1024;

/** @throws AppError `quota_exceeded` while the disk is nearly full */
export async function requireDiskRoom(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= SPARED_BYTES) return;
  throw new AppError("quota_exceeded", "The disk of the machine Parlour runs on is nearly full.");
}
