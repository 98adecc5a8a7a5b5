import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { DavError } from "./dav-error.ts";

/** The largest body the sandbox takes for calendars. */
const maxBodyBytes = 10 * 1024 * 1024;

/** Reads a request body whole. Throws 413 above `maxBodyBytes`, without keeping more than that. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = () =>
    new DavError(413, "Sabre\\DAV\\Exception\\EntityTooLarge", "The request body is too large");
  if (Number(request.headers["content-length"] ?? 0) > maxBodyBytes) {
    request.resume();
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= maxBodyBytes) chunks.push(bytes);
    // Emptied rather than kept: the answer reaches the client once it has sent everything.
    else chunks.length = 0;
  }
  if (size > maxBodyBytes) throw tooLarge();
  return Buffer.concat(chunks);
}

/** The same request with its body still to be read, for caldav-adapter, which insists on reading it itself. */
export function replay(request: IncomingMessage, body: Buffer): IncomingMessage {
  // A socket of its own: destroying the copy must not cut the client off.
  const copy = new IncomingMessage(new Socket());
  copy.complete = true;
  copy.method = request.method;
  copy.url = request.url;
  copy.headers = request.headers;
  copy.push(body);
  copy.push(null);
  return copy;
}
