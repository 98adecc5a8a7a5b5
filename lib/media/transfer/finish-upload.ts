import { Readable } from "node:stream";
import { findMedia, findMediaByPath, finishUploadSession, type UploadSessionRow } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { accountPath, joinPath, nameOf, parentOf } from "#lib/media/file-path.ts";
import type { MediaView } from "#lib/media/file-view.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { toMediaView } from "#lib/media/to-file-view.ts";
import { listFolder } from "#lib/nextcloud/files/list-folder.ts";
import { putFile } from "#lib/nextcloud/files/put-file.ts";
import { bytesOf, forgetArrivedChunks, readArrivedChunks } from "./arrived-chunks.ts";
import { type AssembledUpload, type AssemblePatience, assembleUpload } from "./assemble-upload.ts";
import { newMedia } from "./new-media.ts";
import { numberedName } from "./numbered-name.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { reserveName } from "./reserve-name.ts";
import { loadUploadSession, remoteUploadId, targetOf, uploadGone } from "./upload-session.ts";

/**
 * Puts the pieces of an upload together, under the next number where its name is taken by now. Asked again, while the
 * first is at work or after its answer was lost, it answers the same record.
 * @throws AppError `conflict` while pieces are missing, `not_found` once the upload or its folder is gone; UpstreamError
 */
export async function finishUpload(
  ctx: Ctx,
  id: string,
  patience: AssemblePatience = {},
): Promise<MediaView> {
  const session = await loadUploadSession(ctx, id);
  if (session.mediaId !== null) {
    const media = await findMedia(ctx.db, session.mediaId);
    if (!media) throw uploadGone();
    return toMediaView(media);
  }
  const running = finishing();
  const known = running.get(id);
  if (known) return known;
  const run = finish(ctx, session, patience).finally(() => running.delete(id));
  running.set(id, run);
  return run;
}

function finishing(): Map<string, Promise<MediaView>> {
  return processWide("uploads.finishing", () => new Map<string, Promise<MediaView>>());
}

/** Its pieces are being put together right now, and must not be taken away. */
export function isFinishing(id: string): boolean {
  return finishing().has(id);
}

async function finish(ctx: Ctx, session: UploadSessionRow, patience: AssemblePatience): Promise<MediaView> {
  const target = { ...targetOf(session), name: nameOf(session.path) };
  const arrived = session.size === 0 ? null : await assemble(ctx, session, patience);
  const { path, stored } = arrived ?? (await putNothing(ctx, session));
  const { media, audit } = newMedia(ctx, {
    path,
    target,
    size: session.size,
    mimeType: session.mimeType,
    stored,
  });
  const row = await finishUploadSession(ctx.db, session.id, { media, audit });
  if (!row) throw uploadGone();
  forgetArrivedChunks(session.id);
  return toMediaView(row);
}

async function assemble(
  ctx: Ctx,
  session: UploadSessionRow,
  patience: AssemblePatience,
): Promise<AssembledUpload> {
  const chunks = await readArrivedChunks(ctx, session);
  if (!chunks) {
    const done = await findAssembled(ctx, session);
    if (!done) throw uploadGone();
    return done;
  }
  const missing = session.size - bytesOf(chunks);
  if (missing > 0) throw new AppError("conflict", `${missing} bytes of the file have not arrived yet.`);
  const { size, modifiedMs } = session;
  const target = { ...targetOf(session), name: nameOf(session.path) };
  await prepareFolder(ctx, target, 0);
  return assembleUpload(
    ctx,
    { uploadId: remoteUploadId(session), folder: target.folder, name: target.name, size, modifiedMs },
    patience,
  );
}

/** Nextcloud has put them together, but its answer, or our word of it, was lost: the file that nobody knows of yet. */
async function findAssembled(ctx: Ctx, session: UploadSessionRow): Promise<AssembledUpload | null> {
  const folder = parentOf(session.path);
  const name = nameOf(session.path);
  const { entries } = await asFiles(ctx, (at) => listFolder(at, accountPath(ctx.env, folder)));
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  for (let number = 1; number <= entries.length + 1; number += 1) {
    const found = byName.get(numberedName(name, number));
    if (!found) break;
    if (found.isFolder || found.size !== session.size) continue;
    if (session.modifiedMs !== null && !sameSecond(found.modifiedMs, session.modifiedMs)) continue;
    const path = joinPath(folder, found.name);
    if (await findMediaByPath(ctx.db, path)) continue;
    return { path, stored: { etag: found.etag, fileId: found.fileId } };
  }
  return null;
}

function sameSecond(a: number | null, b: number): boolean {
  return a !== null && Math.floor(a / 1000) === Math.floor(b / 1000);
}

/** Nothing in no pieces cannot be put together. */
async function putNothing(ctx: Ctx, session: UploadSessionRow): Promise<AssembledUpload> {
  const reserved = await reserveName(ctx, parentOf(session.path), nameOf(session.path));
  try {
    const body = Readable.from([], { objectMode: false });
    const stored = await asFiles(ctx, (at) =>
      putFile(at, accountPath(ctx.env, reserved.path), body, {
        size: 0,
        mimeType: session.mimeType,
        modifiedMs: session.modifiedMs ?? undefined,
        ifNoneMatch: "*",
      }),
    );
    return { path: reserved.path, stored };
  } finally {
    reserved.release();
  }
}
