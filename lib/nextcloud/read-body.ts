import { UpstreamError } from "#lib/core/errors.ts";
import { readBounded } from "#lib/core/read-bounded.ts";

/** The body as text (UTF-8), refused with UpstreamError `malformed`/`too-large` as soon as it passes `maxBytes`. */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const text = await readBounded(response, maxBytes);
  if (text !== null) return text;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "too-large",
    status: response.status,
    message: `The server's answer is larger than ${Math.round(maxBytes / 1_000_000)} MB, which is not accepted.`,
  });
}
