import { UpstreamError } from "#lib/core/errors.ts";
import { namesPrecondition } from "./dav-precondition.ts";
import { type HttpAnswer, httpFailure, serverMessage } from "./http-failure.ts";
import { parseMultistatus } from "./multistatus.ts";
import type { Transport } from "./transport.ts";
import { containsElement } from "./xml.ts";

/** What became of a PUT. `etag` is null where the server changed what it stored: GET it again. */
export type PutOutcome =
  | { outcome: "stored"; etag: string | null }
  | { outcome: "precondition-failed" }
  /** The UID is in use at another address, or lies in the trash bin (Nextcloud): a new UID is needed. */
  | { outcome: "duplicate-uid" }
  /** No such calendar, or a share that may only be read: Nextcloud answers 404 to both. */
  | { outcome: "not-found" };

export interface ObjectOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** One object; null where there is none. Throws UpstreamError, `malformed` for anything that is no iCalendar text. */
export async function getObject(
  transport: Transport,
  href: string,
  options: ObjectOptions = {},
): Promise<{ etag: string | null; ics: string } | null> {
  // A proxy that compresses also changes the etag ("abc-gzip"), which would then match nothing.
  const headers = { Accept: "text/calendar", "Accept-Encoding": "identity" };
  const answer = await transport.request({ method: "GET", href, headers, ...options });
  if (answer.status === 404 || answer.status === 410) return null;
  if (answer.status !== 200) throw unusable(transport, answer);
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(answer.text)) {
    const isHtml = /text\/html/i.test(answer.headers.get("content-type") ?? "");
    throw new UpstreamError({
      service: "nextcloud",
      kind: "malformed",
      reason: isHtml ? "html" : "not-icalendar",
      status: answer.status,
      message: "The server answered with something else where an event was expected.",
    });
  }
  return { etag: etagOf(answer), ics: answer.text };
}

/**
 * Stores one object, never without a condition: `ifMatch` replaces exactly what that etag names, `ifNoneMatch`
 * only creates. Throws UpstreamError for every answer that is not an outcome.
 */
export async function putObject(
  transport: Transport,
  href: string,
  ics: string,
  condition: { ifMatch: string } | { ifNoneMatch: "*" },
  options: ObjectOptions = {},
): Promise<PutOutcome> {
  const answer = await transport.request({
    method: "PUT",
    href,
    body: ics,
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      ...("ifMatch" in condition
        ? { "If-Match": condition.ifMatch }
        : { "If-None-Match": condition.ifNoneMatch }),
    },
    ...options,
  });
  if (isDuplicateUid(answer)) return { outcome: "duplicate-uid" };
  const status = answer.status === 207 ? innerStatus(answer) : answer.status;
  if (status === 200 || status === 201 || status === 204) return { outcome: "stored", etag: etagOf(answer) };
  if (status === 412) return { outcome: "precondition-failed" };
  // RFC 4918 9.7.1: 409 is a PUT into a collection that does not exist.
  if (status === 404 || status === 409 || status === 410) return { outcome: "not-found" };
  throw unusable(transport, { ...answer, status });
}

/**
 * Deletes one object, only if it still is what `etag` names (null: whatever it is). `missing` means gone only in a
 * calendar that may be written: Nextcloud answers 404 to a reader as well. Throws UpstreamError.
 */
export async function deleteObject(
  transport: Transport,
  href: string,
  etag: string | null,
  options: ObjectOptions = {},
): Promise<"deleted" | "missing" | "precondition-failed"> {
  const headers: Record<string, string> = etag === null ? {} : { "If-Match": etag };
  const answer = await transport.request({ method: "DELETE", href, headers, ...options });
  const status = answer.status === 207 ? innerStatus(answer) : answer.status;
  if (status === 404 || status === 410) return "missing";
  if (status === 412)
    return /did not exist/i.test(serverMessage(answer.text)) ? "missing" : "precondition-failed";
  if (status >= 200 && status < 300) return "deleted";
  throw unusable(transport, { ...answer, status });
}

/** Nextcloud's OC-ETag is the etag no proxy has touched. */
function etagOf(answer: HttpAnswer): string | null {
  return answer.headers.get("oc-etag") ?? answer.headers.get("etag");
}

/** Nextcloud 400 with a sentence, Radicale 409 and Xandikos 207 around a 412 with `no-uid-conflict` (RFC 4791). */
function isDuplicateUid(answer: HttpAnswer): boolean {
  if (answer.status === 400) return /object with uid already exists/i.test(serverMessage(answer.text));
  if (answer.status === 207)
    return parseMultistatus(answer.text).responses.some(
      ({ error }) => error !== null && containsElement(error, "no-uid-conflict"),
    );
  return answer.status > 400 && namesPrecondition(answer.text, "no-uid-conflict");
}

/** The status that counts where one object's answer is wrapped into a multistatus. */
function innerStatus(answer: HttpAnswer): number {
  const statuses = parseMultistatus(answer.text).responses.flatMap(({ status }) => status ?? []);
  return statuses.find((status) => status >= 400) ?? statuses[0] ?? 207;
}

function unusable(transport: Transport, answer: HttpAnswer): UpstreamError {
  if (answer.status >= 400) return httpFailure(new URL(transport.origin).host, answer);
  return new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "unexpected-status",
    status: answer.status,
    message: `The server answered with status ${answer.status}, which says nothing of use here.`,
  });
}
