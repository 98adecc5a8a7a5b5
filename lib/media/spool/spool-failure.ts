import { UpstreamError } from "#lib/core/errors.ts";

/** The disk is a system outside as well: what cannot be read from the spool is explained like any other failure. */
export function spoolFailure(reason: "spool-damaged" | "spool-missing", cause?: unknown): UpstreamError {
  return new UpstreamError({
    service: "spool",
    kind: "malformed",
    reason,
    retryable: false,
    message:
      reason === "spool-missing"
        ? "The file that waited is no longer on this machine's disk."
        : "The file was damaged while it waited, or no key of ours opens it; nothing of it was sent.",
    cause,
  });
}

/** What the operating system calls a failure, such as `ENOENT`. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
