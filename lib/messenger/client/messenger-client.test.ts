import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { json } from "node:stream/consumers";
import { inspect, promisify } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { createMessengerClient } from "./messenger-client.ts";

const CREATED = { id: "n1", status: "sent", title: "Hello" };

interface Asked {
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

/** Answers what it is told to, one after the other; "cut" ends the connection instead. */
async function startService(...answers: ("cut" | { status: number; headers?: object; body: unknown })[]) {
  const seen: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = request.method === "POST" ? await json(request) : {};
    seen.push({ path: request.url ?? "", headers: request.headers, body: Object(body) });
    const next = answers.shift() ?? { status: 201, body: CREATED };
    if (next === "cut") return request.socket.destroy();
    response.writeHead(next.status, { "Content-Type": "application/json", ...next.headers });
    response.end(typeof next.body === "string" ? next.body : JSON.stringify(next.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return { url, seen, client: createMessengerClient({ url: `${url}/`, token: "secret", sourceApp: "shop" }) };
}

test("everybody, the room of one thing, one person", async () => {
  const { client, seen } = await startService();
  expect(await client.notify({ eventType: "e", title: "T" })).toEqual(CREATED);
  await client.notifyEntity({ type: "machine", id: 42 }, { eventType: "e", title: "T", sourceApp: "erp" });
  await client.notifyUser(7, { eventType: "e", title: "T", expiresAt: new Date(0), tags: ["a"] });
  await client.notification("a/b");
  expect(seen.map(({ path: at }) => at)).toEqual([
    ...Array(3).fill("/api/v1/notifications/send"),
    "/api/v1/notifications/a%2Fb",
  ]);
  expect(seen[0]?.headers["x-service-token"]).toBe("secret");
  expect(seen[0]?.body).toEqual({ source_app: "shop", event_type: "e", title: "T", target_type: "general" });
  expect(seen[1]?.body).toMatchObject({
    source_app: "erp",
    target_type: "entity_room",
    entity_type: "machine",
    entity_id: 42,
  });
  expect(seen[2]?.body).toMatchObject({
    target_type: "dm",
    target_user: "7",
    tags: ["a"],
    expires_at: "1970-01-01T00:00:00.000Z",
  });
});

test("what may have been lost is sent again under the same key, and told once", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  const busy = { status: 429, headers: { "Retry-After": "0" }, body: { code: "rate_limited" } };
  const { client, seen } = await startService({ status: 503, body: "<html>" }, busy, "cut");
  expect(await client.notify({ eventType: "e", title: "T" })).toEqual(CREATED);
  expect(seen).toHaveLength(4);
  expect(new Set(seen.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  await client.notify({ eventType: "e", title: "T", idempotencyKey: "mine" });
  expect(seen[4]?.headers["idempotency-key"]).toBe("mine");
});

test.each([
  [422, { code: "invalid_input", detail: "No.", errors: { title: ["is missing"] } }, {}],
  [401, { code: "not_signed_in", detail: "No.", errors: {} }, {}],
  [503, { code: "messenger_not_configured", detail: "No.", errors: {} }, {}],
  [429, { code: "rate_limited", detail: "No.", errors: {} }, { "Retry-After": "3600" }],
])("%i is told at once", async (status, { detail, ...body }, headers) => {
  const { client, seen } = await startService({ status, headers, body: { detail, ...body } });
  await expect(client.notify({ eventType: "e", title: "" })).rejects.toMatchObject({ status, ...body });
  expect(seen).toHaveLength(1);
});

test("the token follows no redirect, and nobody there is told as such", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  const elsewhere = await startService();
  const moved = { status: 307, headers: { Location: elsewhere.url }, body: {} };
  const { client } = await startService(moved, moved, moved, moved);
  await expect(client.notify({ eventType: "e", title: "T" })).rejects.toMatchObject({ status: 0 });
  expect(elsewhere.seen).toEqual([]);
  const nobody = createMessengerClient({ url: "http://127.0.0.1:9", token: "secret", retries: 0 });
  const refused = nobody.notify({ eventType: "e", title: "T" });
  await expect(refused).rejects.toMatchObject({ status: 0, code: "unreachable" });
});

test("what no header carries is told at once, and the token is not quoted", async () => {
  const { url, client, seen } = await startService();
  const told = { eventType: "e", title: "T" };
  await expect(client.notify({ ...told, idempotencyKey: "10 €" })).rejects.toMatchObject({
    status: 0,
    code: "invalid_input",
  });
  const broken: unknown = await createMessengerClient({ url, token: "sec\nret" })
    .notify(told)
    .catch((error: unknown) => error);
  expect(broken).toMatchObject({ code: "invalid_input" });
  expect(inspect(broken)).not.toContain('ret"');
  expect(seen).toEqual([]);
  await createMessengerClient({ url, token: "secret\n" }).notify(told);
  expect(seen[0]?.headers["x-service-token"]).toBe("secret");
  expect(() => createMessengerClient({ url: "studio.example.org", token: "secret" })).toThrow(/http/);
});

test("address and token come from the environment, or their absence is said", async () => {
  const { url, seen } = await startService();
  vi.stubEnv("MESSENGER_SERVICE_URL", url);
  vi.stubEnv("MESSENGER_SERVICE_TOKEN", "from-environment");
  onTestFinished(() => void vi.unstubAllEnvs());
  await createMessengerClient().notify({ eventType: "e", title: "T" });
  expect(seen[0]?.headers["x-service-token"]).toBe("from-environment");
  vi.stubEnv("MESSENGER_SERVICE_TOKEN", "");
  expect(() => createMessengerClient()).toThrow(/MESSENGER_SERVICE_TOKEN/);
  vi.stubEnv("MESSENGER_SERVICE_URL", "");
  expect(() => createMessengerClient()).toThrow(/MESSENGER_SERVICE_URL/);
});

test("it is built by itself, and plain JavaScript uses what comes of it", async () => {
  const { url, seen } = await startService();
  const out = mkdtempSync(path.join(tmpdir(), "messenger-client-"));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  const run = promisify(execFile);
  const compiler = path.resolve("node_modules/typescript/bin/tsc");
  await run(process.execPath, [compiler, "-p", "lib/messenger/client", "--outDir", out]);
  const program = `import { createMessengerClient } from ${JSON.stringify(`file://${out}/messenger-client.js`)};
    const told = await createMessengerClient({ url: ${JSON.stringify(url)}, token: "t", sourceApp: "js" })
      .notify({ eventType: "e", title: "T" });
    console.log(told.id);`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], { cwd: out });
  expect(stdout.trim()).toBe("n1");
  expect(seen).toHaveLength(1);
});
