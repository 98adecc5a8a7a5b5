import { UpstreamError } from "#lib/core/errors.ts";

/** The body as text (UTF-8), refused with UpstreamError `malformed`/`too-large` as soon as it passes `maxBytes`. */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge(maxBytes, response.status);
  }
  if (!response.body) return "";
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  const parts: string[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes, response.status);
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join("");
}

function tooLarge(maxBytes: number, status: number): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "too-large",
    status,
    message: `The server's answer is larger than ${Math.round(maxBytes / 1_000_000)} MB, which is not accepted.`,
  });
}
