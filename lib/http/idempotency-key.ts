import { AppError } from "#lib/core/errors.ts";

/**
 * What makes a request sent twice one request: the header, or the field of a plain form, which cannot send headers. The
 * page gives each form it renders a key of its own.
 * @throws AppError `invalid_input` for a key over 200 characters.
 */
export function idempotencyKey(request: Request, body: { idempotencyKey?: string } = {}): string | undefined {
  const key = request.headers.get("idempotency-key")?.trim() || body.idempotencyKey?.trim();
  if (!key) return undefined;
  if (key.length > 200) throw new AppError("invalid_input", "An Idempotency-Key has at most 200 characters.");
  return key;
}
