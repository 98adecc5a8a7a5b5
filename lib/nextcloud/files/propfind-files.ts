import { UpstreamError } from "#lib/core/errors.ts";
import { fileFailure } from "./file-failure.ts";
import type { FilesAt } from "./files-at.ts";
import { filesRequest } from "./files-request.ts";

const PREFIXES = 'xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"';

/** What an entry is made of, as SEARCH and PROPFIND ask for it. */
export const ENTRY_PROPS =
  "<d:resourcetype/><d:getcontentlength/><d:getlastmodified/><d:getetag/><d:getcontenttype/>" +
  "<d:quota-available-bytes/><oc:fileid/><oc:permissions/><oc:size/><nc:has-preview/>";

/** A whole XML body around `content`, whose prefixes are `d`, `oc` and `nc`. */
export function davBody(root: string, content: string): string {
  return `<?xml version="1.0"?><d:${root} ${PREFIXES}>${content}</d:${root}>`;
}

/** The answer to a PROPFIND of one resource, or of it and what lies directly in it. */
export async function propfindFiles(
  at: FilesAt,
  request: { href: string; depth: "0" | "1"; props: string; signal?: AbortSignal },
): Promise<string> {
  const { status, text } = await filesRequest(at, {
    method: "PROPFIND",
    href: request.href,
    depth: request.depth,
    body: davBody("propfind", `<d:prop>${request.props}</d:prop>`),
    signal: request.signal,
  });
  if (status === 207) return text;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "not-multistatus",
    status,
    message: `The server answered with status ${status} where WebDAV answers 207.`,
  });
}

/**
 * The rows that describe something. Throws what they say where all of them only wrap a failure, and `malformed`
 * where there is none: neither is an empty folder.
 */
export function describedRows<Row extends { status: number | null }>(at: FilesAt, rows: Row[]): Row[] {
  const good = rows.filter(({ status }) => status === null || status < 300);
  if (good.length > 0) return good;
  const status = rows[0]?.status ?? null;
  if (status === null) throw incomplete();
  throw fileFailure(new URL(at.transport.origin).host, { status, headers: new Headers(), text: "" });
}

/** The answer says nothing about what was asked for. */
export function incomplete(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "incomplete",
    message: "The server's answer says nothing about the path that was asked for.",
  });
}
