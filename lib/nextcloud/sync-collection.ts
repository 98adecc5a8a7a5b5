import { syncCollection as buildSyncCollection } from "tsdav";
import { UpstreamError } from "#lib/core/errors.ts";
import { namesPrecondition } from "./dav-precondition.ts";
import { expectMultistatus, refuseWrappedFailure, sendDav } from "./dav-request.ts";
import { normaliseHref } from "./href.ts";
import type { HttpAnswer } from "./http-failure.ts";
import { type DavResponse, propOf, propText } from "./multistatus.ts";
import { NS } from "./namespaces.ts";
import type { Transport } from "./transport.ts";

/** What changed in a calendar since a token. Hrefs are canonical, etags quoted as sent. */
export interface CollectionChanges {
  /** To be kept together with the objects, for the next call. */
  token: string;
  /** `ics` is null where the data was not asked for or not delivered. */
  changed: { href: string; etag: string; ics: string | null }[];
  deleted: string[];
}

/** A listing of everything, with data, may be 10 MB and take a small server its time. */
const FIRST_TIMEOUT_MS = 60_000;

/**
 * What changed in the calendar since `token` (RFC 6578); null lists everything. Data comes along by default only
 * when everything is listed. Never sends `<limit>`: a delta that Nextcloud cuts short carries the newest token.
 * Throws UpstreamError: `rejected`/`invalid-sync-token` (list everything again) or `unsupported-report` (compare the
 * ETags instead), `malformed`/`truncated` or
 * `incomplete` when the answer does not tell all, and the transport's own.
 */
export async function syncCollection(
  transport: Transport,
  href: string,
  token: string | null,
  options: { withData?: boolean; signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<CollectionChanges> {
  const {
    withData = token === null,
    timeoutMs = token === null ? FIRST_TIMEOUT_MS : undefined,
    signal,
  } = options;
  const props = { "d:getetag": {}, ...(withData ? { "c:calendar-data": {} } : {}) };
  const answer = await sendDav(
    transport,
    href,
    (target) =>
      buildSyncCollection({
        ...target,
        headers: { depth: "0" },
        syncLevel: 1,
        syncToken: token ?? "",
        props,
      }),
    { timeoutMs, signal },
  ).catch((error: unknown) => {
    if (error instanceof UpstreamError && error.status === 507) throw incomplete("truncated");
    if (error instanceof UpstreamError && error.status === 501) throw unsupported(501);
    throw error;
  });
  if (isUnsupported(answer)) throw unsupported(answer.status);
  if (answer.status >= 400 && namesPrecondition(answer.text, "valid-sync-token"))
    throw invalidToken(answer.status);
  const multistatus = expectMultistatus(transport, answer);
  if (multistatus.responses.some(({ status }) => status === 507)) throw incomplete("truncated");
  refuseWrappedFailure(transport, href, multistatus);
  if (multistatus.syncToken === null) throw incomplete("truncated");
  const rows = sortRows(multistatus.responses, normaliseHref(href, transport.origin));
  // Radicale also names what was deleted when everything is listed; then it is nothing anybody knows of.
  return { ...rows, deleted: token === null ? [] : rows.deleted, token: multistatus.syncToken };
}

function sortRows(responses: DavResponse[], collection: string): Omit<CollectionChanges, "token"> {
  const changed = new Map<string, CollectionChanges["changed"][number]>();
  const deleted = new Set<string>();
  for (const response of responses) {
    const href = normaliseHref(response.href, collection);
    if (isCollection(response, href, collection)) continue;
    if (response.status === 404 || response.status === 410) {
      deleted.add(href);
      changed.delete(href);
      continue;
    }
    const etag = propText(response, NS.dav, "getetag");
    if (etag === null) throw incomplete("incomplete");
    changed.set(href, { href, etag, ics: propOf(response, NS.caldav, "calendar-data")?.text ?? null });
    deleted.delete(href);
  }
  return { changed: [...changed.values()], deleted: [...deleted] };
}

/** The calendar's own row, or a collection inside it; neither is an event. */
function isCollection(response: DavResponse, href: string, collection: string): boolean {
  return href.endsWith("/") || `${href}/` === collection || response.href === "";
}

function incomplete(reason: "truncated" | "incomplete"): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason,
    message: "The server's list of changes is not complete, so none of it is used.",
  });
}

/** Servers without RFC 6578 say so in several ways (RFC 3253 3.6 asks for `supported-report`). */
function isUnsupported({ status, text }: HttpAnswer): boolean {
  return status === 405 || status === 415 || (status >= 400 && namesPrecondition(text, "supported-report"));
}

function unsupported(status: number): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "unsupported-report",
    status,
    retryable: false,
    message: "The server cannot list what changed in a calendar.",
  });
}

function invalidToken(status: number): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "invalid-sync-token",
    status,
    retryable: false,
    message: "The server no longer knows the state we last saw; the calendar has to be read afresh.",
  });
}
