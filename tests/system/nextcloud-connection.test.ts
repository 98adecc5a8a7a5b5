import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import pino from "pino";
import { expect, onTestFinished, test } from "vitest";
import { databasePath } from "#db/client.ts";
import { findLoginFlow } from "#db/queries/connections.ts";
import { addApiToken } from "#lib/auth/add-api-token.ts";
import { exportEverything } from "#lib/backup/export-everything.ts";
import { grantedPassword, openFlowSecret } from "#lib/connections/flow-secret.ts";
import { rotateKeys } from "#lib/connections/rotate-keys.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { basicAuth } from "#sandbox/cloud-fixture.ts";
import { cloudPassword } from "#sandbox/users.ts";
import { type ConnectionStudio, openConnectionStudio } from "#tests/support/connection-studio.ts";
import { testDirectory } from "#tests/support/test-database.ts";

// Everything that is logged, without the redaction of the product's own logger.
const logged: string[] = [];
processWide("log", () => pino({ level: "trace" }, { write: (line: string) => void logged.push(line) }));

/** The routes on a server of their own, on the studio's database. */
async function serveRoutes(studio: ConnectionStudio) {
  for (const name of Object.keys(process.env)) if (/^(NEXT|PARLOUR_)/.test(name)) delete process.env[name];
  for (const [name, value] of Object.entries({ ...studio.env, PARLOUR_RATE_LIMITS: "off" }))
    process.env[name] = String(value);
  const [connect, confirm, poll, rooms, messages, read, outbox] = await Promise.all([
    import("#app/api/nextcloud/connect/route.ts"),
    import("#app/api/nextcloud/connect/confirm/route.ts"),
    import("#app/api/nextcloud/poll/route.ts"),
    import("#app/api/nextcloud/talk/rooms/route.ts"),
    import("#app/api/nextcloud/talk/rooms/[token]/messages/route.ts"),
    import("#app/api/nextcloud/talk/rooms/[token]/read/route.ts"),
    import("#app/api/admin/outbox/route.ts"),
  ]);
  const routes = new Map<Endpoint, typeof poll.POST>([
    [endpoints.showConnection, connect.GET],
    [endpoints.startConnect, connect.POST],
    [endpoints.disconnect, connect.DELETE],
    [endpoints.confirmConnect, confirm.POST],
    [endpoints.pollConnect, poll.POST],
    [endpoints.listTalkRooms, rooms.GET],
    [endpoints.sendTalkMessage, messages.POST],
    [endpoints.markTalkRead, read.POST],
    [endpoints.listOutbox, outbox.GET],
  ]);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const token = /rooms\/([^/]+)\//.exec(pathname)?.[1] ?? "";
    const template = token === "" ? pathname : pathname.replace(token, "{token}");
    const [, handler] =
      [...routes].find(([{ method, path: known }]) => method === request.method && known === template) ?? [];
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
    const asked = new Request(`http://localhost${request.url}`, { method: request.method, headers, body });
    const answer = handler
      ? await handler(asked, { params: Promise.resolve({ token }) })
      : problemResponse(new Error("no such route"), 0);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

async function openDesk() {
  const studio = await openConnectionStudio();
  const base = await serveRoutes(studio);
  const received: string[] = [];
  const tokenOf = (email: string) => addApiToken(studio.ctx("admin"), { name: email, email });
  const tokens = {
    staff: await tokenOf("user-staff@example.org"),
    phone: await tokenOf("user-staff@example.org"),
    mara: await tokenOf("user-mara@example.org"),
    admin: await tokenOf("user-admin@example.org"),
  };
  /** Answers what the endpoint's own description says, or a problem. */
  const call = async (
    endpoint: Endpoint,
    who: keyof typeof tokens,
    input: { query?: string; token?: string; body?: object } = {},
  ) => {
    const url = `${base}${endpoint.path.replace("{token}", input.token ?? "")}${input.query ?? ""}`;
    const response = await fetch(url, {
      method: endpoint.method,
      headers: { Authorization: `Bearer ${tokens[who]}`, "Content-Type": "application/json" },
      body: input.body && JSON.stringify(input.body),
    });
    const text = await response.text();
    received.push(JSON.stringify([...response.headers]), text);
    const answer = JSON.parse(text);
    if (response.ok) {
      expect(response.status).toBe(endpoint.status ?? 200);
      expect(endpoint.response?.safeParse(answer).error).toBeUndefined();
    }
    return { status: response.status, answer };
  };
  return { ...studio, call, received, tokens };
}

/** The page's clock is the machine's: two seconds must pass before Nextcloud is asked again. */
const askAgainAtOnce = () => processWide("connections.turns", () => new Map<string, number>()).clear();

test("connect, confirm, talk and disconnect over HTTP; secrets appear nowhere", async () => {
  const desk = await openDesk();
  const { call } = desk;
  const secrets: string[] = [];
  const noteSecrets = async () => {
    const flow = await findLoginFlow(desk.db, "user-staff");
    const secret = flow && openFlowSecret(desk.env, flow);
    if (secret) secrets.push("pollToken" in secret ? secret.pollToken : secret.appPassword);
  };

  expect(await call(endpoints.listTalkRooms, "staff")).toMatchObject({
    status: 401,
    answer: { code: "nextcloud_not_connected" },
  });
  const begun = await call(endpoints.startConnect, "staff");
  expect(Object.keys(begun.answer).sort()).toEqual(["expiresAt", "loginUrl"]);
  await noteSecrets();
  expect(await call(endpoints.pollConnect, "staff")).toMatchObject({ answer: { state: "pending" } });
  // Another session of the same person, and another person.
  for (const who of ["phone", "mara"] as const)
    expect(await call(endpoints.pollConnect, who)).toMatchObject({
      status: 404,
      answer: { code: "not_found" },
    });
  await desk.grant(begun.answer.loginUrl, "theo");
  desk.cloud.cloud.faults.add({ match: /v2\/poll/, status: 503, times: 1 });
  askAgainAtOnce();
  expect(await call(endpoints.pollConnect, "staff")).toMatchObject({
    status: 502,
    answer: { code: "upstream_failed" },
  });
  askAgainAtOnce();
  const theo = { id: "theo", displayName: "Theo Brandl" };
  expect(await call(endpoints.pollConnect, "staff")).toMatchObject({
    answer: { state: "confirm", account: theo },
  });
  await noteSecrets();
  expect(await call(endpoints.confirmConnect, "phone")).toMatchObject({ status: 404 });
  expect(await call(endpoints.confirmConnect, "staff")).toMatchObject({
    answer: { state: "connected", account: theo },
  });
  secrets.push(await desk.appPassword("user-staff"));

  // The right account takes its place.
  const again = await call(endpoints.startConnect, "staff");
  await noteSecrets();
  await desk.grant(again.answer.loginUrl, "staff");
  desk.cloud.cloud.faults.add({ match: /cloud\/user/, status: 200, body: "<!DOCTYPE html>", times: 1 });
  expect(await call(endpoints.pollConnect, "staff")).toMatchObject({ status: 502 });
  await noteSecrets();
  const flow = await findLoginFlow(desk.db, "user-staff");
  expect(flow && grantedPassword(desk.env, flow)).not.toBeNull();
  expect(await call(endpoints.pollConnect, "staff")).toMatchObject({
    answer: { state: "connected", account: { id: "staff", displayName: "Front Desk" } },
  });
  expect(await call(endpoints.showConnection, "phone")).toMatchObject({
    answer: { connected: true, broken: false, account: { id: "staff" }, since: expect.stringMatching(/Z$/) },
  });
  const password = await desk.appPassword("user-staff");

  const rooms = await call(endpoints.listTalkRooms, "phone");
  expect(rooms.answer).toMatchObject({ success: true, data: { totalUnread: 8 } });
  expect(rooms.answer.data.conversations).toHaveLength(3);
  expect(await call(endpoints.listTalkRooms, "staff", { query: "?limit=50" })).toMatchObject({ status: 200 });
  for (const limit of ["0", "51", "x"])
    expect(await call(endpoints.listTalkRooms, "staff", { query: `?limit=${limit}` })).toMatchObject({
      status: 422,
      answer: { errors: { limit: [expect.any(String)] } },
    });
  const token = "m4r4dm01";
  expect(
    await call(endpoints.sendTalkMessage, "staff", { token, body: { message: "On my way" } }),
  ).toMatchObject({ status: 201 });
  for (const message of ["", " \n ", "x".repeat(32_001), 7])
    expect(await call(endpoints.sendTalkMessage, "staff", { token, body: { message } })).toMatchObject({
      status: 422,
    });
  expect(await call(endpoints.markTalkRead, "staff", { token })).toEqual({
    status: 200,
    answer: { success: true },
  });

  desk.cloud.cloud.faults.add({ match: /apppassword/, status: 503, times: 1 });
  expect(await call(endpoints.disconnect, "staff")).toEqual({
    status: 200,
    answer: { connected: false, revoked: false },
  });
  expect(await call(endpoints.listOutbox, "admin")).toMatchObject({
    answer: { total: 1, rows: [{ kind: "revoke", lastErrorKey: "unavailable" }] },
  });
  await rotateKeys(desk.ctx("worker", { PARLOUR_ENCRYPTION_KEY_PREVIOUS: "an-older-key-of-the-tests" }));
  const exported = await testDirectory();
  await exportEverything(desk.ctx("admin"), exported);
  await desk.deliverRevokes();
  expect(await desk.works("staff", password)).toBe(false);

  // One more that stops working later.
  const third = await call(endpoints.startConnect, "staff");
  await desk.grant(third.answer.loginUrl, "staff");
  await call(endpoints.pollConnect, "staff");
  secrets.push(await desk.appPassword("user-staff"));
  desk.cloud.cloud.faults.add({ match: /spreed/, status: 401 });
  for (let look = 0; look < 2; look += 1)
    expect(await call(endpoints.listTalkRooms, "staff")).toMatchObject({
      status: 401,
      answer: { code: "nextcloud_revoked" },
    });
  expect(await call(endpoints.showConnection, "staff")).toMatchObject({ answer: { broken: true } });

  const known = [...new Set([...secrets, password, ...Object.values(desk.tokens)])];
  // Two poll tokens, three app passwords, four tokens of ours.
  expect(known).toHaveLength(9);
  const header = (user: string, secret: string) => basicAuth(user, secret).slice("Basic ".length);
  const needles = [
    ...known,
    ...known.map((secret) => Buffer.from(secret).toString("base64")),
    ...known.flatMap((secret) => [header("staff", secret), header("theo", secret)]),
    cloudPassword,
    desk.env.PARLOUR_ENCRYPTION_KEY ?? "",
  ];
  const file = path.resolve(databasePath(desk.url));
  const places = {
    logs: logged.join(""),
    responses: desk.received.join("\n"),
    addresses: desk.asked().join("\n"),
    database: read(path.dirname(file), (name) => name.startsWith(path.basename(file))),
    export: read(exported, () => true),
  };
  // The search finds what is there.
  expect(places.logs).toContain("refused a person's app password");
  expect(places.database).toContain("nextcloud_connected");
  expect(places.responses).toContain("Theo Brandl");
  expect(places.addresses).toContain("/login/v2/poll");
  expect(places.export).toContain("Front Desk");
  for (const [place, text] of Object.entries(places))
    for (const needle of needles) expect(text.includes(needle), `${needle} in ${place}`).toBe(false);
});

function read(directory: string, wanted: (name: string) => boolean): string {
  const names = readdirSync(directory).filter(wanted);
  return names.map((name) => readFileSync(path.join(directory, name), "latin1")).join("\n");
}
