import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";

/** A refusal in the form of the client-server API ("Standard error response"). */
export class MatrixRefusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    errcode: string,
    error: string,
    more: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(error);
    this.status = status;
    this.body = { errcode, error, ...more };
    this.headers = headers;
  }
}

export const forbidden = (error: string) => new MatrixRefusal(403, "M_FORBIDDEN", error);
export const notFound = (error: string) => new MatrixRefusal(404, "M_NOT_FOUND", error);

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** A body as bytes; refused above `maxBytes` without keeping more than that. */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= maxBytes) chunks.push(bytes);
    else chunks.length = 0;
  }
  if (size > maxBytes) throw new MatrixRefusal(413, "M_TOO_LARGE", "Upload request body is too large");
  return Buffer.concat(chunks);
}

const JSON_BYTES = 1024 * 1024;

export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const text = (await readBytes(request, JSON_BYTES)).toString("utf8");
  let raw: unknown;
  try {
    raw = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new MatrixRefusal(400, "M_NOT_JSON", "Content not JSON.");
  }
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join(".") || "the whole";
  throw new MatrixRefusal(400, "M_BAD_JSON", `Content does not fit: ${field}`);
}
