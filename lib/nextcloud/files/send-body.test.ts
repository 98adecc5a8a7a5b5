import type { Server } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { bytes, serve, serveRaw } from "#tests/contract/stream-servers.ts";
import type { Transport } from "../transport.ts";

/** Resolves once the server's side of the first request has ended: whether all of it had come. */
function endOfRequest(server: Server): Promise<boolean> {
  return new Promise((resolve) => {
    server.once("request", (request) => request.once("close", () => resolve(request.complete)));
  });
}

const put = (transport: Transport, source: Readable, size: number, more: object = {}) =>
  transport.openStream({ method: "PUT", href: "/x", body: { source, size }, ...more });

/** To make a connection may take a busy machine longer than these tests wait. */
async function connect(transport: Transport): Promise<void> {
  await buffer((await transport.openStream({ method: "GET", href: "/" })).body);
}

test("all of it arrives, with its length", async () => {
  const { transport } = await serve(async (request, response) => {
    const { length } = await buffer(request);
    response.writeHead(201).end(`${length} ${request.headers["content-length"]}`);
  });
  for (const size of [0, 1, 3_000_000]) {
    const answer = await put(transport, bytes(size), size);
    expect(String(await buffer(answer.body))).toBe(`${size} ${size}`);
  }
});

test.each([
  ["fewer", 1_000_001],
  ["more", 999_999],
])("%s bytes than announced: the server gets no whole request", async (_what, announced) => {
  const { transport, server } = await serve((request) => request.resume().on("error", () => undefined));
  const whole = endOfRequest(server);
  await expect(put(transport, bytes(1_000_000), announced)).rejects.toMatchObject({
    reason: "size-mismatch",
  });
  expect(await whole).toBe(false);
});

test("a source that breaks off: the server gets no whole request", async () => {
  const { transport, server } = await serve((request) => request.resume().on("error", () => undefined));
  const source = new PassThrough();
  const whole = endOfRequest(server);
  const sent = put(transport, source, 1_000);
  source.write(Buffer.alloc(500));
  server.once("request", () => source.destroy(new Error("gone")));
  await expect(sent).rejects.toMatchObject({ reason: "source-failed" });
  expect(await whole).toBe(false);
});

test("a server that is content before all was sent is not believed", async () => {
  const { transport } = await serve((request, response) => {
    request.resume().on("error", () => undefined);
    response.writeHead(201).end();
  });
  const whole = await put(transport, bytes(3_000_000), 3_000_000);
  expect([whole.status, (await buffer(whole.body)).length]).toEqual([201, 0]);
  const source = new PassThrough();
  const sent = put(transport, source, 1_000, { idleMs: 100 });
  source.write(Buffer.alloc(500));
  await expect(sent).rejects.toMatchObject({ kind: expect.stringMatching(/^(network|rejected)$/) });
});

test("a source that falls silent", async () => {
  const { transport } = await serve((request, response) => {
    request.resume().on("error", () => undefined);
    if (request.method === "GET") response.end();
  });
  await connect(transport);
  const source = new PassThrough();
  source.write(Buffer.alloc(500));
  await expect(put(transport, source, 1_000, { idleMs: 60 })).rejects.toMatchObject({
    reason: "source-failed",
  });
});

test.each([413, 423, 507])(
  "%i before all was sent: that is what is told, and the sending stops",
  async (status) => {
    const { transport } = await serve((_request, response) => {
      response.writeHead(status).end("<s:message>told early</s:message>");
    });
    const source = bytes(200_000_000);
    const sent = put(transport, source, 200_000_000);
    if (status === 507) await expect(sent).rejects.toMatchObject({ reason: "quota" });
    else {
      const answer = await sent;
      expect(answer.status).toBe(status);
      expect(String(await buffer(answer.body))).toContain("told early");
    }
    expect(source.readableFlowing).toBe(false);
    // A client's request stays as it is, so that the client can be told.
    expect(source.destroyed).toBe(false);
  },
);

test("a server that tells it and hangs up", async () => {
  const transport = await serveRaw((socket) => {
    socket.once("data", () => {
      socket.end("HTTP/1.1 507 Insufficient Storage\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
  });
  await expect(put(transport, bytes(50_000_000), 50_000_000)).rejects.toMatchObject({
    reason: expect.stringMatching(/^(quota|reset)$/),
  });
});

test("a server that goes away in the middle", async () => {
  const { transport } = await serve((request) => {
    request.once("data", () => request.destroy());
  });
  const source = bytes(200_000_000);
  await expect(put(transport, source, 200_000_000)).rejects.toMatchObject({
    kind: "network",
    reason: "reset",
  });
  expect(source.destroyed).toBe(false);
});

test("an abort in the middle: the server gets no whole request", async () => {
  const { transport, server } = await serve((request) => request.resume().on("error", () => undefined));
  const whole = endOfRequest(server);
  const controller = new AbortController();
  const source = new PassThrough();
  source.write(Buffer.alloc(500));
  const sent = put(transport, source, 1_000, { signal: controller.signal });
  server.once("request", () => controller.abort());
  await expect(sent).rejects.toMatchObject({ reason: "aborted" });
  expect(await whole).toBe(false);
});

test("a server that takes its time after the last byte", async () => {
  const { transport } = await serve((request, response) => {
    const afterMs = request.method === "GET" ? 0 : 150;
    request.resume().once("end", () => setTimeout(() => response.writeHead(201).end(), afterMs));
  });
  await connect(transport);
  expect((await put(transport, bytes(1_000), 1_000, { idleMs: 50, answerMs: 5_000 })).status).toBe(201);
  await expect(put(transport, bytes(1_000), 1_000, { idleMs: 40, answerMs: 40 })).rejects.toMatchObject({
    reason: "timeout",
  });
});

test("the source is read no faster than the server takes it", async () => {
  const { transport } = await serve(() => undefined);
  let made = 0;
  const source = new Readable({
    read() {
      made += 65_536;
      this.push(Buffer.alloc(65_536));
    },
  });
  await expect(put(transport, source, 1e12, { idleMs: 150 })).rejects.toMatchObject({ reason: "timeout" });
  expect(made).toBeLessThan(64_000_000);
});
