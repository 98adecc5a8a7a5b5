import type { ServerResponse } from "node:http";

/** Sends a small answer through Node's own server; headers set before stay. */
export async function sendResponse(answer: Response, response: ServerResponse): Promise<void> {
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status;
  response.end(Buffer.from(await answer.arrayBuffer()));
}
