import { AppError } from "#lib/core/errors.ts";

/** @throws AppError `invalid_input` for a key over 200 characters. */
export function idempotencyKey(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key")?.trim();
  if (!key) return undefined;
  if (key.length > 200) throw new AppError("invalid_input", "An Idempotency-Key has at most 200 characters.");
  return key;
}
