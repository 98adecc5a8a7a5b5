import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "#sandbox/dav/read-body.ts";

/** A refusal of the module, in its form. */
export class FreeScoutRefusal extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly errors: { path: string; message: string; source: "JSON" }[];

  constructor(
    status: number,
    errorCode: string,
    message: string,
    errors: { path: string; message: string }[] = [],
  ) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.errors = errors.map((error) => ({ ...error, source: "JSON" }));
  }
}

export function badRequest(path: string, message: string): FreeScoutRefusal {
  return new FreeScoutRefusal(400, "BAD REQUEST", "Error occurred", [{ path, message }]);
}

export function notFound(): FreeScoutRefusal {
  return new FreeScoutRefusal(404, "NOT FOUND", "Resource was not found");
}

export function sendRefusal(
  response: ServerResponse,
  { status, errorCode, message, errors }: FreeScoutRefusal,
) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ message, errorCode, _embedded: { errors } }));
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

/** FreeScout says what it made in a header, and nothing else. */
export function sendCreated(response: ServerResponse, id: number): void {
  response.writeHead(201, { "Content-Type": "application/json", "Resource-ID": String(id) });
  response.end();
}

/** How FreeScout itself answers for an address that it does not know: a page for people. */
export function sendPageNotFound(response: ServerResponse): void {
  response.writeHead(404, { "Content-Type": "text/html; charset=UTF-8" });
  response.end(
    "<!DOCTYPE html>\n<html><head><title>404</title></head><body>Sorry, the page you are looking for could not be found.</body></html>",
  );
}

/** The fields of a JSON body; none where it does not call itself JSON, as in PHP. */
export async function fieldsOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = (await readBody(request)).toString("utf8");
  if (!(request.headers["content-type"] ?? "").startsWith("application/json")) return {};
  try {
    const fields: unknown = JSON.parse(text);
    return isFields(fields) ? fields : {};
  } catch {
    return {};
  }
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
