import type { ServerResponse } from "node:http";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";

type Meta = { status: "ok" | "failure"; statuscode: number; message: string | null };

/** Sends an OCS envelope as JSON. `data` is what stands under `ocs.data`. */
export function sendOcsJson(
  response: ServerResponse,
  input: { status: number; meta: Meta; data: unknown; headers?: Record<string, string> },
): void {
  response.writeHead(input.status, { "Content-Type": "application/json; charset=utf-8", ...input.headers });
  response.end(JSON.stringify({ ocs: { meta: input.meta, data: input.data } }));
}

/** Sends a failure as OCS XML, which Nextcloud does for some errors even where JSON was asked for. */
export function sendOcsXmlFailure(
  response: ServerResponse,
  input: { status: number; statuscode: number; message: string; headers?: Record<string, string> },
): void {
  response.writeHead(input.status, { "Content-Type": "text/xml; charset=UTF-8", ...input.headers });
  response.end(
    `<?xml version="1.0"?>\n<ocs>\n <meta>\n  <status>failure</status>\n  <statuscode>${input.statuscode}</statuscode>\n` +
      `  <message>${escapeXml(input.message)}</message>\n </meta>\n <data/>\n</ocs>\n`,
  );
}

/** A successful OCS answer with status 200. */
export function sendOcsOk(response: ServerResponse, data: unknown, headers?: Record<string, string>): void {
  const meta: Meta = { status: "ok", statuscode: 200, message: "OK" };
  sendOcsJson(response, { status: 200, meta, data, ...(headers === undefined ? {} : { headers }) });
}
