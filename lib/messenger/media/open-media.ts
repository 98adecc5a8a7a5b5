import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import type { MediaRow } from "#db/queries/messenger-media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { fetchMedia } from "./fetch-media.ts";
import { type MediaBytes, mediaBytes } from "./media-bytes.ts";
import { openMediaFile } from "./media-files.ts";

export interface OpenMedia extends MediaBytes {
  close(): Promise<void>;
}

/**
 * The bytes of a file: those that lie here, or, where the homeserver has them, fetched from there once.
 * @throws AppError `not_found` where nobody has them any more; UpstreamError what the homeserver failed with
 */
export async function openMedia(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  media: Pick<MediaRow, "id" | "mxc">,
): Promise<OpenMedia> {
  const handle = (await openMediaFile(ctx.env, media.id)) ?? (await fetched(ctx, media));
  try {
    const bytes = await mediaBytes(ctx.env, handle, media.id);
    // Of copies those read longest ago go first (`sweepMedia`).
    if (media.mxc !== null) await handle.utimes(new Date(), new Date()).catch(() => undefined);
    return { ...bytes, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** All of it as a stream; it closes the file, however it ends. */
export async function streamMedia(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  media: Pick<MediaRow, "id" | "mxc">,
): Promise<{ size: number; body: Readable }> {
  const open = await openMedia(ctx, media);
  const body = Readable.from(open.read(0, open.size - 1), { objectMode: false });
  body.once("close", () => void open.close());
  return { size: open.size, body };
}

async function fetched(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  media: Pick<MediaRow, "id" | "mxc">,
): Promise<FileHandle> {
  if (media.mxc !== null) await fetchMedia(ctx, { id: media.id, mxc: media.mxc });
  const handle = await openMediaFile(ctx.env, media.id);
  if (handle) return handle;
  throw new AppError("not_found", "This file is not here any more.");
}
