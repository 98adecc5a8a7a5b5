import type { HttpAnswer } from "../http-failure.ts";
import type { StreamAnswer } from "./stream-answer.ts";

const MAX_BYTES = 64_000;

/**
 * The answer as text, for a failure told in place of a file: at most 64 kB of it, and what could be read where it
 * is cut off, because the status is what counts. Ends the exchange.
 */
export async function readStreamFailure(answer: StreamAnswer): Promise<HttpAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body) {
      if (!Buffer.isBuffer(chunk)) break;
      parts.push(chunk);
      size += chunk.length;
      if (size >= MAX_BYTES) break;
    }
  } catch {
    // Half an explanation is one, too.
  }
  if (!answer.body.readableEnded) answer.abort();
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    if (typeof value === "string") headers.set(name, value);
  return { status: answer.status, headers, text: Buffer.concat(parts).toString("utf8", 0, MAX_BYTES) };
}
