import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { readBody } from "#sandbox/dav/read-body.ts";

const fields = z.record(z.string(), z.unknown());

/** The fields of an OCS request: those of a JSON or form body, and those of the query. */
export async function readInput(request: IncomingMessage, query: URLSearchParams) {
  const text = (await readBody(request)).toString("utf8");
  const asked = Object.fromEntries(query);
  if (!/json/.test(request.headers["content-type"] ?? ""))
    return { ...asked, ...Object.fromEntries(new URLSearchParams(text)) };
  try {
    return { ...asked, ...fields.parse(JSON.parse(text)) };
  } catch {
    return asked;
  }
}
