import { Readable } from "node:stream";
import { fileFailure } from "./file-failure.ts";
import { fileHref } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { readStreamFailure } from "./read-stream-text.ts";
import type { StreamAnswer } from "./stream-answer.ts";

export interface OpenFileOptions {
  method: "GET" | "HEAD";
  /** As the client sent them. */
  headers?: { range?: string; ifRange?: string; ifNoneMatch?: string; ifModifiedSince?: string };
  signal?: AbortSignal;
}

/**
 * Opens a file for reading: status 200, 206, 304 or 416. A folder is the caller's to notice: Nextcloud answers a
 * GET of one with 200 and a sentence.
 * @throws UpstreamError as Transport.openStream; `rejected` with `not-found`, `forbidden`, `locked`, `changed`
 */
export async function openFile(at: FilesAt, path: string, options: OpenFileOptions): Promise<StreamAnswer> {
  const answer = await at.transport.openStream({
    method: options.method,
    href: fileHref(at, path),
    headers: conditions(options),
    signal: options.signal,
  });
  const { status } = answer;
  if (status === 200 || status === 206) return options.method === "HEAD" ? withoutBody(answer) : answer;
  if (status === 304 || status === 416) return withoutBody(answer);
  throw fileFailure(new URL(at.transport.origin).host, await readStreamFailure(answer));
}

function conditions({ method, headers = {} }: OpenFileOptions): Record<string, string> {
  // Nextcloud fails with 500 on a HEAD with a Range.
  const range = method === "HEAD" ? undefined : headers.range;
  return {
    ...(range === undefined ? {} : { Range: range }),
    ...(range === undefined || headers.ifRange === undefined ? {} : { "If-Range": headers.ifRange }),
    ...(headers.ifNoneMatch === undefined ? {} : { "If-None-Match": headers.ifNoneMatch }),
    ...(headers.ifModifiedSince === undefined ? {} : { "If-Modified-Since": headers.ifModifiedSince }),
  };
}

/** Nothing that would have to be read for the connection to be used again. */
function withoutBody(answer: StreamAnswer): StreamAnswer {
  answer.body.on("error", () => undefined).resume();
  return { ...answer, body: Readable.from([]) };
}
