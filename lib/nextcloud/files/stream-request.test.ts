import { once } from "node:events";
import { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { bytes, serve, serveRaw } from "#tests/contract/stream-servers.ts";

/** The socket says that nothing has moved for as long as it may, without the wait. */
async function tellSilence(body: unknown): Promise<void> {
  if (!(body instanceof IncomingMessage)) throw new Error("The body is not what came in.");
  const told = once(body.socket, "timeout");
  body.socket.setTimeout(1);
  await told;
}

describe("reading", () => {
  test("head and body come through, as one account, over one connection", async () => {
    let connections = 0;
    const { transport, server } = await serve((request, response) => {
      response.setHeader("ETag", '"1"').end(`${request.headers.authorization} ${request.url}`);
    });
    server.on("connection", () => {
      connections += 1;
    });
    for (const path of ["/a%20b", "/c"]) {
      const answer = await transport.openStream({ method: "GET", href: path });
      expect([answer.status, answer.headers.etag]).toEqual([200, '"1"']);
      expect(String(await buffer(answer.body))).toBe(`Basic ${btoa("anna:pw")} ${path}`);
    }
    expect(connections).toBe(1);
  });

  test("a server that stops in the middle is an error of the body", async () => {
    const { transport } = await serve((_request, response) => {
      response.writeHead(200, { "Content-Length": "1000000" });
      response.write(Buffer.alloc(1_000), () => response.destroy());
    });
    const answer = await transport.openStream({ method: "GET", href: "/x" });
    await expect(buffer(answer.body)).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  test("a server that falls silent in the middle is given up", async () => {
    const { transport } = await serve((_request, response) => {
      response.writeHead(200, { "Content-Length": "1000000" }).write(Buffer.alloc(1_000));
    });
    const answer = await transport.openStream({ method: "GET", href: "/x" });
    const read = expect(buffer(answer.body)).rejects.toMatchObject({ kind: "network", reason: "timeout" });
    await tellSilence(answer.body);
    await read;
  });

  test("a server that never answers is given up", async () => {
    const { transport } = await serve(() => undefined);
    await expect(transport.openStream({ method: "GET", href: "/x", idleMs: 60 })).rejects.toMatchObject({
      kind: "network",
      reason: "timeout",
    });
  });

  test("a reader that pauses is not the server's silence", async () => {
    const { transport } = await serve((_request, response) => {
      response.end(Buffer.alloc(8_000_000));
    });
    const answer = await transport.openStream({ method: "GET", href: "/x" });
    await once(answer.body, "readable");
    await tellSilence(answer.body);
    await tellSilence(answer.body);
    expect((await buffer(answer.body)).length).toBe(8_000_000);
  });

  test("an abort ends the exchange at the server, too", async () => {
    const { transport, server } = await serve((_request, response) => {
      response.writeHead(200).write("begun");
    });
    const gone = new Promise((resolve) => {
      server.once("request", (request) => request.socket.once("close", resolve));
    });
    const controller = new AbortController();
    const answer = await transport.openStream({ method: "GET", href: "/x", signal: controller.signal });
    const read = buffer(answer.body);
    controller.abort();
    await expect(read).rejects.toMatchObject({ kind: "network", reason: "aborted" });
    await gone;
  });

  test("an abort before it began sends nothing", async () => {
    let asked = 0;
    const { transport } = await serve(() => {
      asked += 1;
    });
    const signal = AbortSignal.abort();
    await expect(transport.openStream({ method: "GET", href: "/x", signal })).rejects.toMatchObject({
      reason: "aborted",
    });
    expect(asked).toBe(0);
  });

  test("a connection that was closed just now is no failure", async () => {
    let connections = 0;
    const transport = await serveRaw((socket) => {
      connections += 1;
      const mine = connections;
      let requests = 0;
      socket.on("data", () => {
        requests += 1;
        if (mine === 1 && requests === 2) socket.resetAndDestroy();
        else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      });
    });
    for (let i = 0; i < 2; i += 1) {
      const answer = await transport.openStream({ method: "GET", href: "/x" });
      expect(String(await buffer(answer.body))).toBe("ok");
    }
    expect(connections).toBe(2);
  });
});

describe("where requests go", () => {
  test("nothing is asked for elsewhere", async () => {
    const { transport } = await serve(() => undefined);
    await expect(transport.openStream({ method: "GET", href: "http://127.0.0.1:1/x" })).rejects.toMatchObject(
      { reason: "other-origin" },
    );
  });

  test("a redirect is followed at home, and nowhere else", async () => {
    const elsewhere = await serve((_request, response) => response.end("stolen"));
    const { transport } = await serve((request, response) => {
      if (request.url === "/there") response.end("here");
      else if (request.url === "/round") response.writeHead(302, { Location: "/round" }).end();
      else response.writeHead(302, { Location: request.url === "/x" ? "/there" : elsewhere.url }).end();
    });
    const answer = await transport.openStream({ method: "GET", href: "/x" });
    expect(String(await buffer(answer.body))).toBe("here");
    for (const href of ["/away", "/round"])
      await expect(transport.openStream({ method: "GET", href })).rejects.toMatchObject({
        reason: "redirect",
      });
    await expect(
      transport.openStream({ method: "PUT", href: "/x", body: { source: bytes(3), size: 3 } }),
    ).rejects.toMatchObject({ reason: "redirect" });
  });

  test.each([
    [401, "auth", "credentials"],
    [429, "rate-limited", "too-many-requests"],
    [500, "rejected", "server-error"],
    [503, "rejected", "maintenance"],
    [507, "rejected", "quota"],
  ])("%i is a failure", async (status, kind, reason) => {
    const { transport } = await serve((_request, response) => {
      response
        .writeHead(status, { "X-Nextcloud-Maintenance-Mode": "1" })
        .end(`<s:message>${"x".repeat(1_000_000)}</s:message>`);
    });
    await expect(transport.openStream({ method: "GET", href: "/x" })).rejects.toMatchObject({ kind, reason });
  });
});
