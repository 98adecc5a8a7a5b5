import type { Readable } from "node:stream";
import { UpstreamError } from "#lib/core/errors.ts";
import { fileFailure } from "./file-failure.ts";
import { destinationHeader, FolderHrefs, hrefBelow } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { filesRequest, tryFilesRequest } from "./files-request.ts";
import { describedRows, propfindFiles } from "./propfind-files.ts";
import { sendFile } from "./put-file.ts";
import { readEntry } from "./read-entry.ts";
import { readFileRows } from "./read-file-rows.ts";

/** Nextcloud's own limit; it keeps an upload for a day. */
const MOST_CHUNKS = 10_000;

export interface PutChunkOptions {
  /** Bytes of this chunk. */
  size: number;
  /** Bytes of the whole file: the server looks at the quota with it. */
  totalSize: number;
  /** Path of the file to be. */
  destination: string;
  signal?: AbortSignal;
}

/**
 * Begins an upload in parts, under an id of the caller's. One that has begun already goes on.
 * @throws UpstreamError `rejected` with `quota`, `forbidden`, …
 */
export async function beginChunks(at: FilesAt, uploadId: string, destination: string): Promise<void> {
  const answer = await tryFilesRequest(at, {
    method: "MKCOL",
    href: hrefBelow(at.uploadsRoot, uploadId),
    headers: { Destination: destinationHeader(at, destination) },
  });
  if (answer.status !== 201 && answer.status !== 405)
    throw fileFailure(new URL(at.transport.origin).host, answer);
}

/**
 * Stores a part; one of the same number is replaced.
 * @throws UpstreamError as `putFile`; `not-found` where the upload has ended
 */
export async function putChunk(
  at: FilesAt,
  uploadId: string,
  number: number,
  body: Readable,
  options: PutChunkOptions,
): Promise<void> {
  const { size, totalSize, destination, signal } = options;
  if (!Number.isInteger(number) || number < 1 || number > MOST_CHUNKS)
    throw new RangeError(`Chunks are numbered from 1 to ${MOST_CHUNKS}.`);
  const href = hrefBelow(at.uploadsRoot, `${uploadId}/${String(number).padStart(5, "0")}`);
  const headers = { Destination: destinationHeader(at, destination), "OC-Total-Length": String(totalSize) };
  await sendFile(at, { href, headers, body, size, signal }, { 409: "not-found" });
}

/** The parts that are there, by number; null where the upload has ended. */
export async function listChunks(
  at: FilesAt,
  uploadId: string,
): Promise<{ number: number; size: number }[] | null> {
  const href = hrefBelow(at.uploadsRoot, uploadId);
  try {
    const props = "<d:getcontentlength/><d:resourcetype/>";
    const text = await propfindFiles(at, { href, depth: "1", props });
    const rows = describedRows(at, readFileRows(text));
    const hrefs = new FolderHrefs(at, href);
    return rows
      .flatMap((row) => {
        const name = hrefs.nameOf(row.href) ?? "";
        const { size } = readEntry(row, name);
        // Beside them lies `.file`, which stands for all of them.
        return /^\d{1,5}$/.test(name) && size !== null ? [{ number: Number(name), size }] : [];
      })
      .sort((a, b) => a.number - b.number);
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "not-found") return null;
    throw error;
  }
}

/** Gives an upload up; one that has ended already is fine. */
export async function abortChunks(at: FilesAt, uploadId: string): Promise<void> {
  try {
    await filesRequest(at, { method: "DELETE", href: hrefBelow(at.uploadsRoot, uploadId) });
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.reason !== "not-found") throw error;
  }
}
