import { Agent, type IncomingMessage, request as sendRequest } from "node:http";

/** One client for both sides: plain node:http, the bytes thrown away, or made of one block over and over. */

const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const BLOCK = Buffer.alloc(256 * 1024, 7);

export interface TransferTarget {
  url: string;
  headers: Record<string, string>;
}

/** @returns milliseconds to the first byte of the body, and to its end. @throws Error for anything but `bytes` bytes */
export async function download(
  target: TransferTarget,
  bytes: number,
): Promise<{ firstByte: number; all: number }> {
  const startedAt = performance.now();
  const answer = await begin("GET", target);
  let firstByte = 0;
  let received = 0;
  await new Promise<void>((resolve, reject) => {
    answer.on("data", (chunk: Buffer) => {
      if (received === 0) firstByte = performance.now() - startedAt;
      received += chunk.length;
    });
    answer.once("end", resolve);
    answer.once("error", reject);
  });
  if (answer.statusCode !== 200 || received !== bytes)
    throw new Error(`${answer.statusCode} and ${received} bytes of ${bytes}`);
  return { firstByte, all: performance.now() - startedAt };
}

/** @returns milliseconds until the answer to all `bytes` is there. */
export async function upload(target: TransferTarget, bytes: number): Promise<number> {
  const startedAt = performance.now();
  const answer = await begin("PUT", target, bytes);
  let text = "";
  answer.setEncoding("utf8");
  for await (const chunk of answer) text += String(chunk);
  if (answer.statusCode !== 201 && answer.statusCode !== 204)
    throw new Error(`${answer.statusCode}: ${text}`);
  return performance.now() - startedAt;
}

function begin(method: string, { url, headers }: TransferTarget, bytes?: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const more = bytes === undefined ? {} : { "Content-Length": String(bytes) };
    const outgoing = sendRequest(url, { method, agent, headers: { ...headers, ...more } }, resolve);
    outgoing.once("error", reject);
    if (bytes === undefined) {
      outgoing.end();
      return;
    }
    let left = bytes;
    const send = () => {
      while (left > 0) {
        const block = left >= BLOCK.length ? BLOCK : BLOCK.subarray(0, left);
        left -= block.length;
        if (!outgoing.write(block)) {
          outgoing.once("drain", send);
          return;
        }
      }
      outgoing.end();
    };
    send();
  });
}
