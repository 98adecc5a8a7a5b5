import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { SECOND } from "#lib/core/clock.ts";
import { testClock } from "#tests/support/test-clock.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { showHealth } from "./show-health.ts";

/** Something at the homeserver's address; `asked` counts. */
async function serve(answer: RequestListener) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  const address = server.address();
  const env = testEnvironment("file:unused", {
    MATRIX_HOMESERVER_URL: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    MATRIX_SERVER_NAME: "example.org",
    MATRIX_AS_TOKEN: "as-token-of-the-tests",
    MATRIX_HS_TOKEN: "hs-token-of-the-tests",
  });
  return { env, seen, close };
}

const VERSIONS: RequestListener = (_request, response) => {
  response.setHeader("Content-Type", "application/json");
  response.end('{"versions":["v1.11"]}');
};

test("however many ask, the homeserver is asked once in ten seconds, without our token; its end is seen", async () => {
  const { env, seen, close } = await serve(VERSIONS);
  const clock = testClock("2026-12-01T06:00:00Z");
  const ask = () => showHealth({ env, now: clock.now });
  const answers = await Promise.all(Array.from({ length: 50 }, ask));
  expect(new Set(answers.map(({ conduit }) => conduit))).toEqual(new Set(["reachable"]));
  expect(answers[0]).toEqual({
    status: "ok",
    service: "messenger-service",
    conduit: "reachable",
    transport: "matrix",
  });
  expect(seen).toEqual(["GET /_matrix/client/versions "]);
  await close();
  clock.advance(10 * SECOND - 1);
  expect((await ask()).conduit).toBe("reachable");
  clock.advance(1);
  expect(await ask()).toMatchObject({ status: "ok", conduit: "unreachable" });
  // A clock set back does not keep what was known.
  const again = await serve(VERSIONS);
  await showHealth({ env: again.env, now: clock.now });
  clock.set("2026-11-30T06:00:00Z");
  await showHealth({ env: again.env, now: clock.now });
  expect(again.seen).toHaveLength(2);
});

test.each<[string, RequestListener]>([
  ["answers with an error", (_request, response) => void response.writeHead(502).end()],
  ["is something else", (_request, response) => void response.end("<html>Welcome</html>")],
  ["never answers", () => undefined],
  ["hangs up", (request) => void request.socket.destroy()],
])("what %s is no homeserver", async (_name, answer) => {
  const { env } = await serve(answer);
  expect((await showHealth({ env, now: Date.now })).conduit).toBe("unreachable");
});

test("without Matrix nobody is asked", async () => {
  const env = testEnvironment("file:unused");
  expect(await showHealth({ env, now: Date.now })).toMatchObject({
    conduit: "unreachable",
    transport: "none",
  });
});
