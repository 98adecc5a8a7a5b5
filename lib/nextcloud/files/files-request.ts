import { type HttpAnswer, httpFailure } from "../http-failure.ts";
import { type FileReason, fileFailure } from "./file-failure.ts";
import type { FilesAt } from "./files-at.ts";

export interface FilesRequest {
  method: "PROPFIND" | "SEARCH" | "MKCOL" | "MOVE" | "DELETE";
  href: string;
  /** There is no way to ask for everything below. */
  depth?: "0" | "1";
  headers?: Record<string, string>;
  /** XML. */
  body?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** A listing of thousands takes Nextcloud seconds. */
const TIMEOUT_MS = 30_000;

/** Sends a request that carries no file, and answers it where its status is below 400. */
export async function filesRequest(
  at: FilesAt,
  request: FilesRequest,
  meanings: Readonly<Record<number, FileReason>> = {},
): Promise<HttpAnswer> {
  const answer = await tryFilesRequest(at, request);
  if (answer.status >= 400) throw fileFailure(new URL(at.transport.origin).host, answer, meanings);
  if (answer.status >= 300) throw httpFailure(new URL(at.transport.origin).host, answer);
  return answer;
}

/** As `filesRequest`, but answers refusals, too. */
export function tryFilesRequest(at: FilesAt, request: FilesRequest): Promise<HttpAnswer> {
  return at.transport.request({
    method: request.method,
    href: request.href,
    headers: {
      ...(request.depth === undefined ? {} : { Depth: request.depth }),
      ...(request.body === undefined
        ? {}
        : { "Content-Type": request.method === "SEARCH" ? "text/xml" : "application/xml; charset=utf-8" }),
      ...request.headers,
    },
    body: request.body,
    signal: request.signal,
    timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
  });
}
