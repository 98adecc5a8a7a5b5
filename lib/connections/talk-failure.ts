import { AppError, type ErrorCode, UpstreamError } from "#lib/core/errors.ts";

const CODES: Readonly<Record<string, ErrorCode>> = {
  "talk-missing": "talk_not_available",
  "talk-not-allowed": "talk_not_available",
  "not-a-member": "not_found",
  "read-only": "not_allowed",
  lobby: "conflict",
  "too-long": "too_large",
};

/** Runs `work`, and says in our own words what Talk refused. @throws AppError for those, and what `work` throws */
export async function withTalkFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof UpstreamError ? (error.reason ?? "") : "";
    const code = Object.hasOwn(CODES, reason) ? CODES[reason] : undefined;
    if (code === undefined || !(error instanceof Error)) throw error;
    throw new AppError(code, error.message, { cause: error });
  }
}
