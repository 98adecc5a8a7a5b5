/** Stable codes of every refusal; lib/http/problem.ts maps each to its HTTP status, docs/errors.md explains each. */
export type ErrorCode =
  | "invalid_input"
  | "not_signed_in"
  | "not_allowed"
  | "not_found"
  | "calendar_not_found"
  | "slot_taken"
  | "slot_unavailable"
  | "conflict"
  | "booking_refused"
  | "link_expired"
  | "idempotency_mismatch"
  | "rate_limited"
  | "too_large"
  | "unsupported_type"
  | "name_taken"
  | "file_locked"
  | "file_changed"
  | "range_not_satisfiable"
  | "quota_exceeded"
  | "calendar_unreachable"
  | "nextcloud_not_configured"
  | "nextcloud_not_connected"
  | "nextcloud_revoked"
  | "talk_not_available"
  | "plentyone_not_configured"
  | "zulip_not_configured"
  | "todoist_not_configured"
  | "freescout_not_configured"
  | "ecodms_not_configured"
  | "messenger_not_configured"
  | "upstream_failed"
  | "internal";

/**
 * Next loads this module several times in one process, and what processes share (transports, runs under way) carries
 * errors from one copy to another: a class is known by its mark, not by its identity.
 */
function isMarked(value: unknown, mark: symbol): boolean {
  return typeof value === "object" && value !== null && mark in value;
}

const APP_ERROR = Symbol.for("parlour.AppError");
const UPSTREAM_ERROR = Symbol.for("parlour.UpstreamError");

/** A refusal with a stable code and a sentence for people. `errors` holds messages by field. */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return isMarked(value, APP_ERROR);
  }

  readonly [APP_ERROR] = true;
  readonly code: ErrorCode;
  readonly errors: Record<string, string[]> | undefined;
  /** Epoch milliseconds after which trying again makes sense. */
  readonly retryAt: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { errors?: Record<string, string[]>; retryAt?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.errors = options.errors;
    this.retryAt = options.retryAt;
  }
}

export type UpstreamErrorKind =
  | "network"
  | "auth"
  | "rate-limited"
  | "rejected"
  | "malformed"
  | "not-configured";

/** What a system outside answered, or failed to answer. Clients translate every failure into this. */
export class UpstreamError extends Error {
  static override [Symbol.hasInstance](value: unknown): value is UpstreamError {
    return isMarked(value, UPSTREAM_ERROR);
  }

  readonly [UPSTREAM_ERROR] = true;
  readonly service: string;
  readonly kind: UpstreamErrorKind;
  readonly retryable: boolean;
  readonly retryAt: number | undefined;
  /** HTTP status, where one was answered. */
  readonly status: number | undefined;
  /** A stable reason below the kind, such as `timeout`, `dns`, `tls`, `html`, `maintenance`, `other-origin`. */
  readonly reason: string | undefined;
  /** What was asked for never left for the system, so that it cannot have been done there. */
  readonly neverSent: boolean;

  constructor(input: {
    service: string;
    kind: UpstreamErrorKind;
    message: string;
    retryable?: boolean;
    retryAt?: number;
    status?: number;
    reason?: string;
    neverSent?: boolean;
    cause?: unknown;
  }) {
    super(input.message, { cause: input.cause });
    this.name = "UpstreamError";
    this.service = input.service;
    this.kind = input.kind;
    this.retryable =
      input.retryable ??
      (input.kind === "network" ||
        input.kind === "rate-limited" ||
        (input.kind === "rejected" && (input.status ?? 0) >= 500));
    this.retryAt = input.retryAt;
    this.status = input.status;
    this.reason = input.reason;
    this.neverSent = input.neverSent ?? false;
  }
}
