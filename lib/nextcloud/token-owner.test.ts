import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { tokenOwner } from "./token-owner.ts";

/** A server that answers everything in one way, and notes what it was sent. */
async function serverOf(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: { url: string; authorization: string | undefined; ocs: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const ocs = request.headers["ocs-apirequest"];
    seen.push({
      url: request.url ?? "",
      authorization: request.headers.authorization,
      ocs: typeof ocs === "string" ? ocs : undefined,
    });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { seen, url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}` };
}

const json = (body: unknown) => (_request: IncomingMessage, response: ServerResponse) => {
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(body));
};

test("asks below a subpath, with the token", async () => {
  const { seen, url } = await serverOf(json({ ocs: { meta: {}, data: { id: "mara", groups: ["a"] } } }));
  expect(await tokenOwner(`${url}/cloud`, "secret")).toEqual({ id: "mara", groups: ["a"] });
  expect(seen).toEqual([
    { url: "/cloud/ocs/v2.php/cloud/user?format=json", authorization: "Bearer secret", ocs: "true" },
  ]);
});

test("a redirect is not followed: the token stays here", async () => {
  const other = await serverOf(json({ ocs: { data: { id: "evil" } } }));
  const { url } = await serverOf((_request, response) => {
    response.writeHead(302, { Location: `${other.url}/ocs/v2.php/cloud/user` }).end();
  });
  await expect(tokenOwner(url, "secret")).rejects.toMatchObject({ service: "nextcloud", kind: "rejected" });
  expect(other.seen).toEqual([]);
});

test.each<[string, (request: IncomingMessage, response: ServerResponse) => void, object]>([
  ["HTML", (_request, response) => response.end("<!doctype html>"), { kind: "malformed" }],
  ["no id", json({ ocs: { data: { email: "a@example.org" } } }), { kind: "malformed" }],
  ["an empty id", json({ ocs: { data: { id: "" } } }), { kind: "malformed" }],
  ["no end", (_request, response) => response.end(" ".repeat(1_000_001)), { reason: "too-large" }],
  ["401", (_request, response) => response.writeHead(401).end(), { kind: "auth" }],
  ["429", (_request, response) => response.writeHead(429).end(), { kind: "rate-limited" }],
  ["503", (_request, response) => response.writeHead(503).end(), { kind: "rejected", status: 503 }],
  ["a cut connection", (request) => request.socket.destroy(), { kind: "network" }],
])("%s is an error with its reason", async (_name, answer, expected) => {
  const { url } = await serverOf(answer);
  await expect(tokenOwner(url, "secret")).rejects.toMatchObject(expected);
});
