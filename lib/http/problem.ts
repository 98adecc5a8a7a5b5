import { AppError, type ErrorCode, UpstreamError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { NOT_CONFIGURED } from "#lib/hub/not-configured.ts";
import { isConnectorId } from "#lib/integrations/registry.ts";

/** Every refusal's HTTP status and title. */
export const PROBLEMS: Record<ErrorCode, { status: number; title: string }> = {
  invalid_input: { status: 422, title: "The input is not valid" },
  not_signed_in: { status: 401, title: "Not signed in" },
  not_allowed: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  calendar_not_found: { status: 404, title: "Calendar configuration not found" },
  slot_taken: { status: 409, title: "Time slot not available" },
  slot_unavailable: { status: 422, title: "This time cannot be booked" },
  conflict: { status: 409, title: "Changed in the meantime" },
  booking_refused: { status: 403, title: "This booking is not taken" },
  link_expired: { status: 410, title: "This link has expired" },
  idempotency_mismatch: { status: 409, title: "Idempotency-Key used twice" },
  rate_limited: { status: 429, title: "Too many requests" },
  too_large: { status: 413, title: "Too large" },
  unsupported_type: { status: 415, title: "This kind of file is not taken" },
  name_taken: { status: 409, title: "The name is taken" },
  file_locked: { status: 423, title: "The file is locked" },
  file_changed: { status: 412, title: "The file changed in the meantime" },
  range_not_satisfiable: { status: 416, title: "The file is shorter than that" },
  quota_exceeded: { status: 507, title: "Nextcloud has no space left" },
  calendar_unreachable: { status: 502, title: "The calendar cannot be reached" },
  nextcloud_not_configured: { status: 503, title: "Nextcloud not configured" },
  nextcloud_not_connected: { status: 401, title: "Nextcloud not connected" },
  nextcloud_revoked: { status: 401, title: "Nextcloud refused the connection" },
  plentyone_not_configured: { status: 503, title: "PlentyONE not configured" },
  zulip_not_configured: { status: 503, title: "Zulip not configured" },
  todoist_not_configured: { status: 503, title: "Todoist not configured" },
  freescout_not_configured: { status: 503, title: "FreeScout not configured" },
  ecodms_not_configured: { status: 503, title: "ecoDMS not configured" },
  talk_not_available: { status: 404, title: "Talk is not available" },
  messenger_not_configured: { status: 503, title: "Messenger not configured" },
  upstream_failed: { status: 502, title: "A connected system did not answer" },
  internal: { status: 500, title: "Parlour could not do this" },
};

/** Any failure as one of ours. What nobody foresaw is logged and told without its details. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof UpstreamError) {
    const code = error.kind === "not-configured" ? notConfigured(error.service) : "upstream_failed";
    return new AppError(code, error.message, { retryAt: error.retryAt, cause: error });
  }
  log().error({ err: error }, "unexpected failure");
  return new AppError("internal", "This failed on our side. Nothing was changed; please try again.");
}

/** RFC 9457 `application/problem+json`. */
export function problemResponse(failure: unknown, nowMs: number): Response {
  const error = toAppError(failure);
  const { status, title } = PROBLEMS[error.code];
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  if (error.retryAt !== undefined)
    headers.set("Retry-After", String(Math.max(1, Math.ceil((error.retryAt - nowMs) / 1000))));
  if (status === 401) headers.set("WWW-Authenticate", "Bearer");
  const body = {
    type: `/problems/${error.code}`,
    title: error.code === "nextcloud_not_configured" ? beforeColon(error.message) : title,
    status,
    detail: error.message,
    code: error.code,
    errors: error.errors,
    upstream: status >= 500 && error.cause instanceof UpstreamError ? upstreamOf(error.cause) : undefined,
  };
  return new Response(JSON.stringify(body), { status, headers });
}

function notConfigured(service: string): ErrorCode {
  return isConnectorId(service) ? NOT_CONFIGURED[service] : "nextcloud_not_configured";
}

/** An extension member (RFC 9457, 3.2): which system failed us, and how, in the words the console has for it too. */
function upstreamOf({ service, kind, reason, retryable }: UpstreamError): object {
  return { service, kind, reason, retryable };
}

/** What is not configured (calendars, files) says its own name: "CalDAV not configured: NEXTCLOUD_PASSWORD missing." */
function beforeColon(message: string): string {
  return message.replace(/:.*/s, "");
}
