import { setTimeout as wait } from "node:timers/promises";
import { UpstreamError } from "#lib/core/errors.ts";
import { listChunks } from "./chunks.ts";
import { fileFailure } from "./file-failure.ts";
import { destinationHeader, hrefBelow } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { tryFilesRequest } from "./files-request.ts";
import { modifiedHeader, type StoredFile, storedFile } from "./put-file.ts";
import { statFile } from "./stat-file.ts";

/** All parts are copied into one file first. */
const TIMEOUT_MS = 120_000;
const POLL_EVERY_MS = 2_000;
/** For a server that is still at it; and for one whose connection broke, which may never have begun. */
const WAIT_MS = 300_000;
const WAIT_AFTER_RESET_MS = 30_000;

export interface AssembleOptions {
  /** Bytes of all chunks together. */
  totalSize: number;
  modifiedMs?: number;
  timeoutMs?: number;
  pollEveryMs?: number;
  /** How long the folder is looked at; five minutes. */
  waitMs?: number;
  signal?: AbortSignal;
}

/**
 * Puts the parts together under the destination, where nothing may be yet. Where the server is too slow to say how
 * that went, its folder is looked at, for five minutes: asking again would only find the parts locked.
 * @throws UpstreamError `rejected` with `exists`, `quota`, `parent-missing`, `not-found` (the upload has ended),
 * `incomplete-upload` (the parts are not `totalSize` bytes), `locked`; `network`/`timeout` when it never ended
 */
export async function assembleChunks(
  at: FilesAt,
  uploadId: string,
  destination: string,
  options: AssembleOptions,
): Promise<StoredFile> {
  const answer = await tryFilesRequest(at, {
    method: "MOVE",
    href: hrefBelow(at.uploadsRoot, `${uploadId}/.file`),
    headers: {
      Destination: destinationHeader(at, destination),
      Overwrite: "F",
      "OC-Total-Length": String(options.totalSize),
      ...modifiedHeader(options.modifiedMs),
    },
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    signal: options.signal,
  }).catch((error: unknown) => {
    if (mayBeUnderWay(error)) return awaitFile(at, uploadId, destination, options, error);
    throw error;
  });
  if (!("status" in answer)) return answer;
  if (answer.status === 201 || answer.status === 204) return storedFile(answer.headers);
  if (answer.status === 400 && /do not sum up|BadRequest/.test(answer.text)) throw incompleteUpload();
  throw fileFailure(new URL(at.transport.origin).host, answer, { 412: "exists" });
}

/** The answer got lost: the server itself, or a proxy before it (502, 504), gave up waiting. */
function mayBeUnderWay(error: unknown): boolean {
  if (!(error instanceof UpstreamError)) return false;
  if (error.kind === "network") return error.reason === "timeout" || error.reason === "reset";
  return error.status === 502 || error.status === 504;
}

async function awaitFile(
  at: FilesAt,
  uploadId: string,
  destination: string,
  options: AssembleOptions,
  failure: unknown,
): Promise<StoredFile> {
  const isReset = failure instanceof UpstreamError && failure.reason === "reset";
  const waitMs = options.waitMs ?? (isReset ? WAIT_AFTER_RESET_MS : WAIT_MS);
  const until = performance.now() + waitMs;
  while (performance.now() < until) {
    const entry = await statFile(at, destination, { signal: options.signal }).catch(unlessPassing);
    // The parts go once the file stands.
    if (entry?.size === options.totalSize && (await listChunks(at, uploadId).catch(unlessPassing)) === null)
      return { etag: entry.etag, fileId: entry.fileId };
    await wait(options.pollEveryMs ?? POLL_EVERY_MS, undefined, { signal: options.signal }).catch(() => {
      throw failure;
    });
  }
  throw failure;
}

/** A server that is still busy may miss a question; only a refused sign-in ends the asking. */
function unlessPassing(error: unknown): undefined {
  if (error instanceof UpstreamError && error.retryable && error.reason !== "aborted") return undefined;
  throw error;
}

function incompleteUpload(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "incomplete-upload",
    status: 400,
    retryable: false,
    message: "Not all parts of the file have arrived.",
  });
}
