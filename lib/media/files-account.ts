import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { type Env, missingFilesConfig } from "#lib/core/env.ts";
import { AppError, type ErrorCode, UpstreamError } from "#lib/core/errors.ts";
import { type FilesAt, nextcloudFiles } from "#lib/nextcloud/files/files-at.ts";

/**
 * Runs `work` on the files of the studio's service account (a 401 suspends it, as for calendars).
 * @throws UpstreamError `not-configured` naming what is missing, AppError as `filesFailure` says, or what `work` throws.
 */
export async function asFiles<T>(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  work: (at: FilesAt) => Promise<T>,
  options: { deliberate?: boolean } = {},
): Promise<T> {
  requireFilesConfig(ctx.env);
  try {
    return await asServiceAccount(ctx, (transport) => work(nextcloudFiles(transport)), options);
  } catch (error) {
    throw filesFailure(error);
  }
}

/** @throws UpstreamError `not-configured` naming what is missing. */
export function requireFilesConfig(env: Env): void {
  const missing = missingFilesConfig(env);
  if (missing.length === 0) return;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "not-configured",
    message: `Files not configured: ${missing.join(", ")} missing.`,
  });
}

const REFUSALS: Record<string, { code: ErrorCode; message: string; errors?: Record<string, string[]> }> = {
  "not-found": { code: "not_found", message: "There is nothing at this path (any more)." },
  "not-a-folder": { code: "not_found", message: "This is a file, not a folder." },
  exists: { code: "name_taken", message: "Something with this name is there already." },
  "parent-missing": { code: "not_found", message: "The folder is gone." },
  locked: { code: "file_locked", message: "Somebody is working on this file in Nextcloud. Try again later." },
  changed: { code: "file_changed", message: "The file was changed in Nextcloud in the meantime." },
  quota: { code: "quota_exceeded", message: "Nextcloud has no space left for this." },
  "too-large": { code: "too_large", message: "Nextcloud takes no files this large." },
  "name-refused": {
    code: "invalid_input",
    message: "Nextcloud does not take this name.",
    errors: { path: ["name_not_allowed"] },
  },
  forbidden: { code: "not_allowed", message: "Nextcloud does not allow this to the studio's account." },
};

/** What Nextcloud refused, in the words of our API; anything else is given back as it is. */
export function filesFailure(error: unknown): unknown {
  if (!(error instanceof UpstreamError) || error.reason === undefined) return error;
  const refusal = Object.hasOwn(REFUSALS, error.reason) ? REFUSALS[error.reason] : undefined;
  if (!refusal) return error;
  return new AppError(refusal.code, refusal.message, { errors: refusal.errors, cause: error });
}
