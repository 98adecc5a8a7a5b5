import { UpstreamError, type UpstreamErrorKind } from "#lib/core/errors.ts";
import { retryAfter } from "#lib/core/retry-after.ts";

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Translates a status that a caller cannot use into UpstreamError. Reasons: `credentials` (401), `forbidden`,
 * `not-found`, `method-not-allowed`, `too-many-requests`, `maintenance`, `unavailable`, `quota` (507),
 * `server-error`, `refused-request`.
 */
export function httpFailure(host: string, answer: HttpAnswer, now = Date.now()): UpstreamError {
  const { status } = answer;
  const retryAt = retryAfter(answer.headers.get("retry-after"), now);
  const fail = (kind: UpstreamErrorKind, reason: string, message: string, retryable = false) =>
    new UpstreamError({ service: "nextcloud", kind, reason, message, retryable, retryAt, status });
  if (status === 401)
    return fail("auth", "credentials", `The server ${host} did not accept the user name and password.`);
  if (status === 403)
    return fail("rejected", "forbidden", `The account is not allowed to do this at ${host}.`);
  if (status === 404 || status === 410)
    return fail("rejected", "not-found", `The server ${host} has nothing at this address.`);
  if (status === 405 || status === 501)
    return fail("rejected", "method-not-allowed", `The address at ${host} does not speak CalDAV.`);
  if (status === 429)
    return fail("rate-limited", "too-many-requests", `The server ${host} asks for fewer requests.`, true);
  if (status === 503 && isMaintenance(answer))
    return fail("rejected", "maintenance", `The server ${host} is in maintenance mode.`, true);
  if (status === 503)
    return fail("rejected", "unavailable", `The server ${host} is not available right now.`, true);
  if (status === 507)
    return fail("rejected", "quota", `There is not enough space left at ${host}${detail(answer)}.`);
  if (status >= 500)
    return fail(
      "rejected",
      "server-error",
      `The server ${host} failed with status ${status}${detail(answer)}.`,
      true,
    );
  return fail(
    "rejected",
    "refused-request",
    `The server ${host} refused the request with status ${status}${detail(answer)}.`,
  );
}

/** What sabre/dav says in `<s:message>`, one short line; empty where it says nothing. */
export function serverMessage(text: string): string {
  const message = /<(?:\w+:)?message>([^<]*)</.exec(text.slice(0, 20_000))?.[1] ?? "";
  return message.replace(/\s+/g, " ").trim().slice(0, 200);
}

function detail(answer: HttpAnswer): string {
  const message = serverMessage(answer.text).replace(/[.]+$/, "");
  return message === "" ? "" : `: ${message}`;
}

function isMaintenance(answer: HttpAnswer): boolean {
  if (answer.headers.get("x-nextcloud-maintenance-mode") === "1") return true;
  return /ServerMaintenanceMode|maintenance mode|<statuscode>503</i.test(answer.text.slice(0, 20_000));
}
