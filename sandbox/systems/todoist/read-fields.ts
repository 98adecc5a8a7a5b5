import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { invalid, refuse } from "./todoist-refusal.ts";

const MOST_BYTES = 1024 * 1024;
const object = z.record(z.string(), z.unknown());

/** A JSON object or a form as its fields, at most 1 MiB; empty without a body. @throws TodoistRefusal 400, 413 */
export async function readFields(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= MOST_BYTES) chunks.push(bytes);
  }
  if (size > MOST_BYTES) throw refuse(413, "REQUEST_TOO_LARGE", 0, "Request Entity Too Large");
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return {};
  if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(text));
  return fieldsOf(text);
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    return object.parse(JSON.parse(text));
  } catch {
    throw invalid("body", "JSON object");
  }
}
