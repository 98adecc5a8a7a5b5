import type { Readable } from "node:stream";
import { type FileReason, fileError, fileFailure } from "./file-failure.ts";
import { fileHref } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { readStreamFailure } from "./read-stream-text.ts";

export interface PutFileOptions {
  /** Bytes; the body must have exactly as many. */
  size: number;
  mimeType?: string;
  /** Epoch milliseconds; kept to the second. */
  modifiedMs?: number;
  /** Only where there is nothing of this name. */
  ifNoneMatch?: "*";
  /** Only over this ETag, in its quotes. */
  ifMatch?: string;
  signal?: AbortSignal;
}

export interface StoredFile {
  /** In its quotes; null where the server does not say. */
  etag: string | null;
  fileId: string | null;
}

/**
 * Writes a file. Nothing appears under the path before the last byte is there. Where it fails, the body is left
 * paused to the caller.
 * @throws UpstreamError as Transport.openStream; `rejected` with `exists`, `changed`, `quota`, `locked`,
 * `parent-missing`, `name-refused`, `forbidden`, `too-large`
 */
export async function putFile(
  at: FilesAt,
  path: string,
  body: Readable,
  options: PutFileOptions,
): Promise<StoredFile> {
  const { size, mimeType, modifiedMs, ifNoneMatch, ifMatch, signal } = options;
  const headers = {
    ...(mimeType === undefined ? {} : { "Content-Type": mimeType }),
    ...modifiedHeader(modifiedMs),
    ...(ifNoneMatch === undefined ? {} : { "If-None-Match": ifNoneMatch }),
    ...(ifMatch === undefined ? {} : { "If-Match": ifMatch }),
  };
  const meanings = { 404: "parent-missing", 412: ifMatch === undefined ? "exists" : "changed" } as const;
  return sendFile(at, { href: fileHref(at, path), headers, body, size, signal }, meanings);
}

/** X-OC-MTime takes whole seconds only: Nextcloud fails with 500 on anything else. */
export function modifiedHeader(modifiedMs: number | undefined): Record<string, string> {
  if (modifiedMs === undefined || !Number.isFinite(modifiedMs) || modifiedMs < 0) return {};
  return { "X-OC-MTime": String(Math.floor(modifiedMs / 1_000)) };
}

/** PUTs a body of any size. */
export async function sendFile(
  at: FilesAt,
  request: {
    href: string;
    headers: Record<string, string>;
    body: Readable;
    size: number;
    signal?: AbortSignal;
  },
  meanings: Readonly<Record<number, FileReason>>,
): Promise<StoredFile> {
  const { href, headers, body, size, signal } = request;
  const answer = await at.transport.openStream({
    method: "PUT",
    href,
    headers,
    body: { source: body, size },
    signal,
  });
  const read = await readStreamFailure(answer);
  if (answer.status === 409 && /not allowed on non-files/.test(read.text)) throw fileError("exists", 409);
  if (answer.status !== 200 && answer.status !== 201 && answer.status !== 204)
    throw fileFailure(new URL(at.transport.origin).host, read, meanings);
  return storedFile(read.headers);
}

/** What the server says of a file it has just stored. */
export function storedFile(headers: Headers): StoredFile {
  const fileId = headers.get("oc-fileid");
  return {
    etag: headers.get("oc-etag") ?? headers.get("etag"),
    // With the instance's id behind it, padded with zeros: `00000515oclkwqznirnr`.
    fileId: fileId === null ? null : (/^0*(\d+?)(?=oc|$)/.exec(fileId)?.[1] ?? null),
  };
}
