import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "#sandbox/dav/read-body.ts";

/** A refusal in Zulip's form. https://zulip.com/api/rest-error-handling */
export class ZulipRefusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, msg: string, more: Record<string, unknown> = {}, headers = {}) {
    super(msg);
    this.status = status;
    this.body = { result: "error", msg, code, ...more };
    this.headers = headers;
  }
}

export function badRequest(msg: string): ZulipRefusal {
  return new ZulipRefusal(400, "BAD_REQUEST", msg);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** What a request carries: the query, and of a write the fields of its form. Nothing else is read. */
export async function parametersOf(request: IncomingMessage, url: URL): Promise<URLSearchParams> {
  if (request.method === "GET") return url.searchParams;
  const body = (await readBody(request)).toString("utf8");
  const type = request.headers["content-type"] ?? "";
  return new URLSearchParams(type.startsWith("application/x-www-form-urlencoded") ? body : "");
}

export function needed(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null)
    throw new ZulipRefusal(400, "REQUEST_VARIABLE_MISSING", `Missing '${name}' argument`, { var_name: name });
  return value;
}

/** A parameter that is JSON within the form; what is no JSON is a plain string to Zulip. */
export function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
