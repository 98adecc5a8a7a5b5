import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { SignJWT } from "jose";
import { createMessengerClient } from "#lib/messenger/client/messenger-client.ts";
import { type Demo, startDemo, startStudio } from "./support/demo.ts";
import { type OtherSite, startSite } from "./support/other-site.ts";

/** The messenger's API as other applications of a house use it: a demo of its own, its homeserver, and both clients. */

const TOKEN = "messenger-demo-service-token";
const HUB_KEY = "messenger-demo-hub-secret";
/** An answer waits for the homeserver a second at most; what takes longer is there a little later. */
const SOON = { timeout: 30_000 };

let folder = "";
let demo: Demo;
let site: OtherSite;
let page = "";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(path.join(tmpdir(), "parlour-messenger-"));
  site = await startSite(() => page);
  demo = await startDemo(path.join(folder, "demo"), { MESSENGER_ALLOWED_ORIGINS: site.origin });
});
test.afterAll(async () => {
  await demo?.stop();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the stand-in shows of a room. */
interface ThereRoom {
  aliases: string[];
  messages: { content: { body: string } }[];
}

interface Person {
  sub: string;
  display_name: string;
  role?: string;
  tenant_id?: string;
}

const nora: Person = { sub: "17", display_name: "Nora Hall", role: "user" };
const omar: Person = { sub: "18", display_name: "Omar Haddad", role: "manager" };
const vera: Person = { sub: "19", display_name: "Vera Viewer", role: "guest" };
const stranger: Person = { sub: "17", display_name: "Someone Else", role: "admin", tenant_id: "elsewhere" };

function hubToken({ sub, ...person }: Person, seconds = 3600): Promise<string> {
  return new SignJWT({ role: "user", tenant_id: "default", ...person })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("aesystek-hub")
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(HUB_KEY));
}

async function ask(who: Person, route: string, body?: unknown): Promise<Response> {
  return fetch(`${demo.url}/api/v1${route}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      Authorization: `Bearer ${await hubToken(who)}`,
      ...(body === undefined || body instanceof FormData ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
}

async function answered(who: Person, route: string, body?: unknown, status = body === undefined ? 200 : 201) {
  const response = await ask(who, route, body);
  expect(response.status, `${route} ${await response.clone().text()}`).toBe(status);
  return response.json();
}

test("people come with a hub token, make rooms, write, send files and read back", async () => {
  await expect
    .poll(async () => (await fetch(`${demo.url}/api/v1/health`)).json(), SOON)
    .toMatchObject({ status: "ok", service: "messenger-service", conduit: "reachable" });
  for (const person of [nora, omar, vera, stranger]) await answered(person, "/users/me");
  expect(await answered(nora, "/users/me")).toMatchObject({
    hub_user_id: "17",
    display_name: "Nora Hall",
    role: "user",
    external_client_enabled: false,
  });
  expect(await answered(nora, "/users?q=haddad")).toEqual([
    { hub_user_id: "18", display_name: "Omar Haddad" },
  ]);

  const room = await answered(nora, "/rooms", { name: "Machine hall", topic: "Noise", invite_users: ["18"] });
  const sent = await answered(nora, "/messages/send", {
    room_id: room.room_id,
    body: "Hello <b>",
    msg_type: "m.text",
  });
  expect(sent).toMatchObject({ body: "Hello <b>", sender_display_name: "Nora Hall" });
  const hall = async () =>
    (await answered(omar, "/rooms")).find(({ name }: { name: string }) => name === "Machine hall");
  expect(await hall()).toMatchObject({ topic: "Noise", unread: 1, last_message: { body: "Hello <b>" } });
  await expect.poll(async () => (await hall()).matrix_room_id, SOON).toMatch(/^!/);
  const known = await hall();
  const at = `/messages/history/${encodeURIComponent(known.room_id)}`;
  await expect.poll(async () => (await answered(nora, at)).messages[0].state, SOON).toBe("sent");

  const form = new FormData();
  form.set("room_id", known.room_id);
  form.set("body", "As asked");
  form.set("file", new File(["1,2\n"], "figures.csv", { type: "text/csv" }));
  const file = await answered(omar, "/messages/upload", form);
  const download = await fetch(new URL(file.media.url, demo.url), {
    headers: { Authorization: `Bearer ${await hubToken(nora)}` },
  });
  expect(await download.text()).toBe("1,2\n");
  expect(download.headers.get("content-disposition")).toMatch(/^attachment/);

  for (let line = 1; line <= 5; line += 1)
    await answered(omar, "/messages/send", { room_id: known.room_id, body: `Line ${line}` });
  const newest = await answered(nora, `${at}?limit=3`);
  expect(newest.messages.map(({ body }: { body: string }) => body)).toEqual(["Line 3", "Line 4", "Line 5"]);
  const before = await answered(nora, `${at}?limit=3&before=${newest.prev_cursor}`);
  expect(before.messages.at(-1).body).toBe("Line 2");
  const after = await answered(nora, `${at}?limit=3&after=${before.next_cursor}`);
  expect(after.messages[0].body).toBe("Line 3");

  const direct = await answered(nora, "/rooms/dm/18", {});
  // Until the homeserver has it, it is called by our id.
  expect((await answered(omar, "/rooms/dm/17", {}, 200)).id).toBe(direct.id);

  // Who belongs elsewhere does not learn that there is such a room; who may only read does not write.
  expect((await ask(stranger, at)).status).toBe(404);
  expect((await ask(stranger, "/messages/send", { room_id: known.room_id, body: "x" })).status).toBe(404);
  expect((await ask(vera, "/rooms", { name: "Mine" })).status).toBe(403);
  expect((await ask({ ...nora, sub: "" }, "/users/me")).status).toBe(401);
});

test("both clients tell the studio, an entity's room and one person, and the homeserver has it once", async () => {
  const client = createMessengerClient({ url: demo.url, token: TOKEN, sourceApp: "shop" });
  const general = await client.notify({
    eventType: "order.paid",
    title: "Order 4711 is paid",
    idempotencyKey: "o4711",
  });
  const again = await client.notify({
    eventType: "order.paid",
    title: "Order 4711 is paid",
    idempotencyKey: "o4711",
  });
  expect(again.id).toBe(general.id);
  const entity = await client.notifyEntity(
    { type: "machine", id: 42 },
    { eventType: "fault", title: "Door <open>", body: "Hall 2", priority: "urgent" },
  );
  const personal = await client.notifyUser("17", { eventType: "order.ready", title: "Your order is here" });
  for (const { id } of [general, entity, personal])
    await expect
      .poll(() => client.notification(id), SOON)
      .toMatchObject({
        status: "sent",
        matrix_room_id: expect.stringMatching(/^!/),
        matrix_event_id: expect.stringMatching(/^\$/),
      });
  await expect(client.notifyUser("nobody", { eventType: "e", title: "T" })).rejects.toMatchObject({
    status: 422,
  });
  await expect(
    createMessengerClient({ url: demo.url, token: "wrong", sourceApp: "shop" }).notify({
      eventType: "e",
      title: "T",
    }),
  ).rejects.toMatchObject({ status: 401 });

  const program = `
import asyncio
from hub_messenger_client import MessengerClient
client = MessengerClient(source_app="machine")
first = client.notify(event_type="tick", title="From Python")
client.notify_entity(entity_type="machine", entity_id=42, event_type="fault", title="Python: door open")
asyncio.run(client.anotify_user(target_user="17", event_type="ready", title="Python: for Nora"))
print(first["id"])`;
  const { stdout } = await promisify(execFile)("python3", ["-c", program], {
    env: {
      ...process.env,
      PYTHONPATH: path.resolve("clients/python"),
      PYTHONDONTWRITEBYTECODE: "1",
      MESSENGER_SERVICE_URL: demo.url,
      MESSENGER_SERVICE_TOKEN: TOKEN,
    },
  });
  await expect
    .poll(() => client.notification(stdout.trim()), SOON)
    .toMatchObject({ status: "sent", title: "From Python" });

  const rooms = await answered(nora, "/rooms");
  const titles = async (kind: string) => {
    const { room_id } = rooms.find((room: { kind: string }) => room.kind === kind);
    const { messages } = await answered(nora, `/messages/history/${encodeURIComponent(room_id)}?limit=100`);
    return messages.flatMap(
      ({ notification }: { notification: { title: string } | null }) => notification?.title ?? [],
    );
  };
  expect(await titles("general")).toEqual(["Order 4711 is paid", "From Python"]);
  expect(await titles("entity_room")).toEqual(["Door <open>", "Python: door open"]);
  const { rooms: there }: { rooms: ThereRoom[] } = await (
    await fetch(`${demo.cloudUrl}/_systems/matrix/_sandbox/rooms.json`)
  ).json();
  const said = (words: string) =>
    there.flatMap((room) =>
      room.messages.filter(({ content }) => content.body.includes(words)).map(() => room.aliases),
    );
  expect(said("Order 4711 is paid")).toEqual([["#hub_r_default_general:parlour.test"]]);
  expect(said("Door <open>")).toEqual([[expect.stringMatching(/^#hub_r_default_.*machine.*42/)]]);
  expect(said("Your order is here")).toHaveLength(1);
  const polled = await answered(nora, "/events/poll?since=0&limit=500");
  const told = polled.filter(({ type }: { type: string }) => type === "notification");
  expect(told.map(({ title }: { title: string }) => title)).toContain("Python: for Nora");
  const elsewhere = await answered(stranger, "/events/poll?since=0&limit=500");
  expect(elsewhere.filter(({ type }: { type: string }) => type === "notification")).toEqual([]);
});

test("the browser of another application hears at once, and again after a cut", async ({ page: tab }) => {
  const out = path.join(folder, "client");
  execFileSync(process.execPath, [
    "node_modules/typescript/bin/tsc",
    "-p",
    "lib/messenger/client",
    "--outDir",
    out,
  ]);
  const script = readFileSync(path.join(out, "listen-to-events.js"), "utf8").replace(
    "export function",
    "function",
  );
  page = `<!doctype html><title>Shop</title><ul></ul><script type="module">${script}
    listenToEvents({
      url: ${JSON.stringify(demo.url)},
      token: () => ${JSON.stringify(await hubToken(nora))},
      onEvent: ({ type, title, body }) => {
        const item = document.createElement("li");
        item.textContent = [type, title ?? body].join(": ");
        document.querySelector("ul").append(item);
      },
    });
  </script>`;
  await tab.goto(site.origin);
  await expect(tab.getByText("connected")).toBeVisible(SOON);
  const client = createMessengerClient({ url: demo.url, token: TOKEN, sourceApp: "shop" });
  await client.notify({ eventType: "e", title: "Live in the shop" });
  await expect(tab.getByText("notification: Live in the shop")).toBeVisible(SOON);
  await tab.context().setOffline(true);
  await client.notify({ eventType: "e", title: "While it was away" });
  await tab.context().setOffline(false);
  const { room_id } = await answered(nora, "/rooms/dm/18", {}, 200);
  await answered(omar, "/messages/send", { room_id, body: "Written by Omar" });
  await expect(tab.getByText("new_message: Written by Omar")).toBeVisible({ timeout: 60_000 });
  await expect(tab.getByText("notification: Live in the shop")).toHaveCount(1);

  page = "<!doctype html><title>Shop</title>";
  const foreign = await startSite(() => page);
  await tab.goto(foreign.origin);
  const refused = await tab.evaluate(
    (url) =>
      fetch(url).then(
        () => "read",
        () => "refused",
      ),
    `${demo.url}/api/v1/health`,
  );
  await foreign.close();
  expect(refused).toBe("refused");
});

test("the token that documents name is refused where Parlour is used in earnest", async () => {
  const data = mkdtempSync(path.join(folder, "studio-"));
  const token = "messenger-service-token-dev";
  const studio = await startStudio(data, { MESSENGER_SERVICE_TOKEN: token });
  try {
    const told = createMessengerClient({ url: studio.url, token, sourceApp: "shop" }).notify({
      eventType: "e",
      title: "T",
    });
    await expect(told).rejects.toMatchObject({ status: 401 });
  } finally {
    await studio.stop();
  }
});
