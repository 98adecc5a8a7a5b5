import { UpstreamError } from "#lib/core/errors.ts";
import type { Client, ClientStream } from "../client.ts";
import { withSession } from "./session.ts";

export interface DownloadedDocument {
  /** The file's own name; null where ecoDMS does not say. */
  name: string | null;
  body: ReadableStream<Uint8Array>;
}

/**
 * Downloads a document's file: each time ecoDMS spends a paid API connect. The session is held until `read` is done.
 * @param beforePaid called once, right before ecoDMS is asked for the file
 * @throws UpstreamError `rejected` with `not-found`; `malformed` for a web page in place of the file
 */
export function openDocument<T>(
  client: Client,
  input: { id: number; version?: number; beforePaid: () => Promise<void> },
  read: (document: DownloadedDocument) => Promise<T>,
): Promise<T> {
  const { id, version } = input;
  let isCounted = false;
  return withSession(client, async (inSession) => {
    if (!isCounted) await input.beforePaid();
    isCounted = true;
    const answer = await inSession.stream({
      // What was lost on its way was paid for: it is for a person to ask again.
      repeatable: false,
      path: `/document/${encodeURIComponent(id)}${version === undefined ? "" : `/version/${encodeURIComponent(version)}`}`,
      operation: version === undefined ? "/document/{docId}" : "/document/{docId}/version/{version}",
      // For files ecoDMS wants no other, and answers errors as pages.
      headers: { Accept: "*/*" },
    });
    if (/^text\/html/i.test(answer.headers.get("content-type") ?? "")) {
      await answer.body.cancel();
      throw new UpstreamError({
        service: client.id,
        kind: "malformed",
        reason: "html",
        status: answer.status,
        message: "ecoDMS answered with a web page instead of the document.",
      });
    }
    try {
      return await read({ name: nameOf(answer, id, version), body: answer.body });
    } catch (error) {
      // Whoever reads may have failed before the first byte, and the body holds one of the places.
      await answer.body.cancel().catch(() => undefined);
      throw error;
    }
  });
}

/** `5_example.pdf`, `5_2_example.pdf` for a version: what it was called when it was archived. */
function nameOf({ headers }: ClientStream, id: number, version: number | undefined): string | null {
  const disposition = headers.get("content-disposition") ?? "";
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? [];
  const [, quoted, bare] = /filename="([^"]*)"|filename=([^;]+)/i.exec(disposition) ?? [];
  const written = encoded === undefined ? utf8(quoted ?? bare ?? "") : decoded(encoded);
  const prefix = version === undefined ? `${id}_` : `${id}_${version}_`;
  const name = written.trim();
  return (name.startsWith(prefix) ? name.slice(prefix.length) : name) || null;
}

/** Headers are read as Latin-1; servers write UTF-8 into them all the same. */
function utf8(text: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
