import { once } from "node:events";
import { request as sendRequest } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { findMedia } from "#db/queries/media.ts";
import { customers } from "#db/schema/customers.ts";
import { crmMedia } from "#db/schema/media.ts";
import { type GatewayStudio, openGatewayStudio, tokenOf } from "#tests/support/gateway-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";

const UPLOAD = "/api/crm/nextcloud/upload";
const BOUNDARY = "----parlour-test";

type Part = [name: string, value: string] | [name: string, filename: string, content: Buffer | string];

function form(parts: Part[]): Buffer {
  const pieces = parts.map(([name, value, content]) => {
    const file = content === undefined ? "" : `; filename="${value}"`;
    const type = content === undefined ? "" : "Content-Type: application/octet-stream\r\n";
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${type}\r\n`;
    return Buffer.concat([Buffer.from(head), Buffer.from(content ?? value), Buffer.from("\r\n")]);
  });
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

async function withFolder(variables: Record<string, string> = {}): Promise<GatewayStudio> {
  const studio = await openGatewayStudio(variables);
  await studio.put("Nora/Sent Media/.keep", "");
  studio.db
    .insert(customers)
    .values({
      id: "nora",
      name: "Nora",
      searchText: "nora",
      nextcloudFolder: "Nora",
      source: "hand",
      createdAt: 0,
      updatedAt: 0,
    })
    .run();
  return studio;
}

const post = (studio: GatewayStudio, parts: Part[], query: Record<string, string> = {}) =>
  studio.send({
    method: "POST",
    path: UPLOAD,
    query,
    body: form(parts),
    headers: { "Content-Type": `multipart/form-data; boundary=${BOUNDARY}` },
  });

const put = (studio: GatewayStudio, query: Record<string, string>, body: Buffer | string = "content") =>
  studio.send({ method: "PUT", path: UPLOAD, query, body });

test("a form's file goes where it says, and its record is the answer", async () => {
  const studio = await withFolder();
  const answer = await post(studio, [
    ["nextcloud_path", "Nora/Sent Media"],
    ["file", "Skizze ü.png", "picture"],
  ]);
  expect([answer.status, answer.json]).toEqual([
    201,
    {
      id: expect.any(String),
      customer_id: "nora",
      filename: "Skizze ü.png",
      nextcloud_path: "Nora/Sent Media/Skizze ü.png",
      direction: "sent",
      mime_type: "image/png",
      size: 7,
      state: "stored",
      uploaded_by: "Front Desk",
      created_at: expect.stringMatching(/Z$/),
      file_url: "/api/crm/nextcloud/file?path=Nora%2FSent%20Media%2FSkizze%20%C3%BC.png",
      preview_url: expect.stringContaining("/api/crm/nextcloud/preview?path="),
    },
  ]);
  expect((await studio.read("Nora/Sent Media/Skizze ü.png")).toString()).toBe("picture");
  const row = await findMedia(studio.db, String(answer.json.id));
  expect(row).toMatchObject({ state: "stored", uploadedById: "user-staff" });
  expect(row?.fileId).toMatch(/^\d+$/);
  expect(row?.etag).toMatch(/^"/);
});

test("fields may come after a small file, in the query, or name a customer or the file itself", async () => {
  const studio = await withFolder();
  const paths = [
    await post(studio, [
      ["file", "a.txt", "a"],
      ["nextcloud_path", "Nora/Internal Notes"],
      ["customer_id", ""],
    ]),
    await post(studio, [["file", "b.txt", "b"]], { nextcloud_path: "/Nora//Sent Media/" }),
    await post(studio, [["file", "c.txt", "c"]], { customer_id: "nora" }),
    await post(studio, [
      ["nextcloud_path", "05_Customers/Nora/Sent Media/d.txt"],
      ["file", "d.txt", "d"],
    ]),
  ].map(({ status, json }) => [status, json.nextcloud_path ?? json.code]);
  expect(paths).toEqual([
    [404, "not_found"],
    [201, "Nora/Sent Media/b.txt"],
    [201, "Nora/Sent Media/c.txt"],
    [201, "Nora/Sent Media/d.txt"],
  ]);
});

test("several files of one form are several records", async () => {
  const studio = await withFolder();
  const answer = await post(studio, [
    ["file", "a.txt", "a"],
    ["file", "b.txt", Buffer.alloc(70_000, "b")],
    ["nextcloud_path", "Nora/Sent Media"],
  ]);
  expect(answer.status).toBe(201);
  expect(answer.json.media).toMatchObject([{ filename: "a.txt" }, { filename: "b.txt", size: 70_000 }]);
});

test("a large file of a form comes through in pieces, to the byte", async () => {
  const studio = await withFolder();
  const content = Buffer.alloc(21_000_001);
  for (let at = 0; at < content.length; at += 4096) content.writeUInt32LE(at % 0xffffffff, at - (at % 4));
  const answer = await post(studio, [
    ["customer_id", "nora"],
    ["file", "film.mp4", content],
  ]);
  expect([answer.status, answer.json.size]).toEqual([201, content.length]);
  expect((await studio.read("Nora/Sent Media/film.mp4")).equals(content)).toBe(true);
  const late = await post(studio, [
    ["file", "late.mp4", content],
    ["customer_id", "nora"],
  ]);
  expect([late.status, late.json.errors]).toEqual([422, { nextcloud_path: ["before_file"] }]);
  expect(await studio.names("Nora/Sent Media")).toEqual(["film.mp4"]);
});

test("a form that is none, has no file or ends in the middle leaves nothing", async () => {
  const studio = await withFolder();
  const send = async (body: Buffer | string, type = `multipart/form-data; boundary=${BOUNDARY}`) => {
    const answer = await studio.send({
      method: "POST",
      path: UPLOAD,
      query: { customer_id: "nora" },
      body,
      headers: { "Content-Type": type },
    });
    return [answer.status, answer.json.code];
  };
  const whole = form([["file", "a.txt", "x".repeat(5000)]]);
  expect(await send(whole.subarray(0, 3000))).toEqual([422, "invalid_input"]);
  expect(await send(whole.subarray(0, 40))).toEqual([422, "invalid_input"]);
  expect(await send("")).toEqual([422, "invalid_input"]);
  expect(await send(form([["nextcloud_path", "Nora"]]))).toEqual([422, "invalid_input"]);
  expect(await send(form([["picture", "a.txt", "x"]]))).toEqual([422, "invalid_input"]);
  expect(await send("{}", "application/json")).toEqual([422, "invalid_input"]);
  expect(await send(whole, "multipart/form-data")).toEqual([422, "invalid_input"]);
  expect(await studio.names("Nora/Sent Media")).toEqual([]);
  await waitFor("the places to be free", () => studio.gateway.open() === 0);
});

test("a raw body goes to its path; a taken name gets a number", async () => {
  const studio = await withFolder();
  const path = "Nora/Sent Media/a.txt";
  expect((await put(studio, { path }, "one")).json).toMatchObject({ nextcloud_path: path, size: 3 });
  expect((await put(studio, { path }, "two")).json.nextcloud_path).toBe("Nora/Sent Media/a (2).txt");
  expect((await put(studio, { filename: "a.txt", customer_id: "nora" }, "three")).json.nextcloud_path).toBe(
    "Nora/Sent Media/a (3).txt",
  );
  expect((await studio.read(path)).toString()).toBe("one");
  const empty = await put(studio, { path: "Nora/Sent Media/empty" }, "");
  expect([empty.status, empty.json.size]).toEqual([201, 0]);
});

test("two uploads of one name at once are both kept", async () => {
  const studio = await withFolder();
  const path = "Nora/Sent Media/a.txt";
  const answers = await Promise.all(["one", "two", "three"].map((body) => put(studio, { path }, body)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(await studio.names("Nora/Sent Media")).toEqual(["a (2).txt", "a (3).txt", "a.txt"]);
  const contents = await Promise.all(
    (await studio.names("Nora/Sent Media")).map(async (name) =>
      String(await studio.read(`Nora/Sent Media/${name}`)),
    ),
  );
  expect(contents.sort()).toEqual(["one", "three", "two"]);
});

test("a customer's folders are made when something is put there", async () => {
  const studio = await withFolder();
  const answer = await put(studio, { path: "Nora/Internal/consent.pdf" }, "pdf");
  expect([answer.status, answer.json.direction]).toEqual([201, "internal"]);
});

test("what cannot be is refused before a byte is read, and the connection ends", async () => {
  const studio = await withFolder({ PARLOUR_UPLOAD_TYPES: "image/*, .pdf", PARLOUR_UPLOAD_MAX_MB: "50" });
  const huge = async (query: Record<string, string>, size: number, as: "staff" | "mara" | null = "staff") => {
    const address = new URL(UPLOAD, studio.address);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const outgoing = sendRequest(address, {
      method: "PUT",
      agent: false,
      headers: {
        "Content-Length": String(size),
        ...(as === null ? {} : { Authorization: `Bearer ${tokenOf(as)}` }),
      },
    });
    outgoing.on("error", () => undefined);
    outgoing.flushHeaders();
    const [answer] = await once(outgoing, "response");
    const ended = once(outgoing, "close");
    answer.resume();
    await once(answer, "end");
    expect(answer.headers.connection).toBe("close");
    outgoing.destroy();
    await ended;
    return answer.statusCode;
  };
  const path = "Nora/Sent Media/a.png";
  expect(await huge({ path }, 40_000_000, null)).toBe(401);
  expect(await huge({ path }, 40_000_000, "mara")).toBe(404);
  expect(await huge({ path: "../a.png" }, 40_000_000)).toBe(422);
  expect(await huge({ path: `Nora/${"x".repeat(252)}.png` }, 40_000_000)).toBe(422);
  expect(await huge({ path }, 60_000_000)).toBe(413);
  expect(await huge({ path: "Nora/Sent Media/a.exe" }, 40_000_000)).toBe(415);
  expect(await huge({ path: "Nora/Gone/a.png" }, 40_000_000)).toBe(404);
  studio.cloud.cloud.files.quotas.set("parlour", 1_000_000);
  expect(await huge({ path }, 40_000_000)).toBe(507);
  expect(await studio.names("Nora/Sent Media")).toEqual([]);
  const withoutLength = await studio.send({
    method: "PUT",
    path: UPLOAD,
    query: { path },
    headers: { "Transfer-Encoding": "chunked" },
    body: "x",
  });
  expect(withoutLength.json.errors).toEqual({ content_length: ["required"] });
  await waitFor("the places to be free", () => studio.gateway.open() === 0);
});

test("who waits for a word before sending is told first", async () => {
  const studio = await withFolder();
  const ask = async (as: "staff" | null) => {
    const address = new URL(UPLOAD, studio.address);
    address.searchParams.set("path", "Nora/Sent Media/a.txt");
    const outgoing = sendRequest(address, {
      method: "PUT",
      agent: false,
      headers: {
        Expect: "100-continue",
        "Content-Length": "5",
        ...(as === null ? {} : { Authorization: `Bearer ${tokenOf(as)}` }),
      },
    });
    let continued = false;
    outgoing.on("continue", () => {
      continued = true;
      outgoing.end("12345");
    });
    outgoing.flushHeaders();
    const [answer] = await once(outgoing, "response");
    answer.resume();
    outgoing.destroy();
    return [answer.statusCode, continued];
  };
  expect(await ask(null)).toEqual([401, false]);
  expect(await ask("staff")).toEqual([201, true]);
});

async function cutAfter(studio: GatewayStudio, sent: number, size: number) {
  const address = new URL(studio.address);
  const socket = connect(Number(address.port), address.hostname);
  socket.on("error", () => undefined);
  const path = encodeURIComponent("Nora/Sent Media/cut.bin");
  socket.write(
    `PUT ${UPLOAD}?path=${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${tokenOf("staff")}\r\nContent-Length: ${size}\r\n\r\n`,
  );
  await new Promise<void>((resolve) => socket.write(Buffer.alloc(sent, 1), () => resolve()));
  await waitFor("the upload to be under way", () => studio.gateway.open() === 1);
  socket.destroy();
  await waitFor("the place to be free", () => studio.gateway.open() === 0);
}

test.each([
  ["in one", 1_000_000, 5_000_000],
  ["in pieces", 70_000_000, 120_000_000],
])("an upload %s that is cut leaves no half file", async (_how, sent, size) => {
  const studio = await withFolder();
  await cutAfter(studio, sent, size);
  expect(await studio.names("Nora/Sent Media")).toEqual([]);
  expect(studio.db.select().from(crmMedia).all()).toEqual([]);
  expect((await put(studio, { path: "Nora/Sent Media/cut.bin" })).json.filename).toBe("cut.bin");
});

test("from 100 MB on a body is handed through in pieces, to the byte", async () => {
  const studio = await withFolder();
  const content = Buffer.alloc(130_000_003);
  for (let at = 0; at + 4 <= content.length; at += 4096) content.writeUInt32LE(at, at);
  const answer = await put(studio, { path: "Nora/Sent Media/film.mp4" }, content);
  expect([answer.status, answer.json.size]).toEqual([201, content.length]);
  expect((await studio.read("Nora/Sent Media/film.mp4")).equals(content)).toBe(true);
});

test("quota, lock and a Nextcloud that goes away in the middle are told", async () => {
  const studio = await withFolder();
  const { faults } = studio.cloud.cloud;
  const path = "Nora/Sent Media/a.bin";
  for (const [status, expected] of [
    [507, "quota_exceeded"],
    [423, "file_locked"],
  ] as const) {
    faults.add({ method: "PUT", status, times: 1 });
    expect((await put(studio, { path })).json.code).toBe(expected);
  }
  faults.add({ method: "PUT", cutBodyAfterBytes: 500_000, times: 1 });
  const cut = await put(studio, { path }, Buffer.alloc(5_000_000));
  expect([cut.status, cut.json.code]).toEqual([502, "upstream_failed"]);
  expect(await studio.names("Nora/Sent Media")).toEqual([]);
  faults.add({ method: "PUT", match: /0000[2]$/, drop: true });
  const pieces = await put(studio, { path }, Buffer.alloc(101_000_000));
  expect(pieces.status).toBe(502);
  expect(await studio.names("Nora/Sent Media")).toEqual([]);
});

test("while Nextcloud is away a file waits in the spool", async () => {
  const studio = await withFolder();
  studio.cloud.cloud.faults.add({ drop: true });
  const answer = await put(studio, { path: "Nora/Sent Media/a.txt" }, "waiting");
  expect([answer.status, answer.json.state, answer.json.size]).toEqual([202, "waiting", 7]);
  expect(await studio.outboxIds()).toEqual([`file:${answer.json.id}`]);
  const query = { path: "Nora/Sent Media/a.txt" };
  const waiting = await studio.send({ path: "/api/crm/nextcloud/file", query });
  expect([waiting.status, waiting.text, waiting.headers["content-length"]]).toEqual([200, "waiting", "7"]);
  const head = await studio.send({ method: "HEAD", path: "/api/crm/nextcloud/file", query });
  expect([head.status, head.headers["content-length"]]).toEqual([200, "7"]);
  const inForm = await post(studio, [
    ["customer_id", "nora"],
    ["file", "b.txt", "b"],
  ]);
  expect([inForm.status, inForm.json.state]).toEqual([202, "waiting"]);
});

test("a file that waits takes nothing from the one of its name that stands", async () => {
  const studio = await withFolder();
  const stands = await put(studio, { path: "Nora/Sent Media/a.txt" }, "stands");
  studio.cloud.cloud.faults.add({ drop: true });
  const waits = await put(studio, { path: "Nora/Sent Media/a.txt" }, "waits");
  const state = async (id: unknown) => (await findMedia(studio.db, String(id)))?.state;
  expect([await state(stands.json.id), await state(waits.json.id)]).toEqual(["stored", "waiting"]);
});

test("what is too large to wait is told so", async () => {
  const studio = await withFolder({ PARLOUR_SPOOL_MAX_MB: "0" });
  studio.cloud.cloud.faults.add({ drop: true });
  const answer = await put(studio, { path: "Nora/Sent Media/a.txt" }, "waiting");
  expect([answer.status, answer.json.code]).toEqual([502, "upstream_failed"]);
  expect(studio.db.select().from(crmMedia).all()).toEqual([]);
});

test("so many transfers at once, and no more", async () => {
  const studio = await withFolder();
  await studio.put("film.mp4", Buffer.alloc(30_000_000));
  const downloads = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const address = new URL("/api/crm/nextcloud/file?path=film.mp4", studio.address);
      const outgoing = sendRequest(address, {
        agent: false,
        headers: { Authorization: `Bearer ${tokenOf("staff")}` },
      });
      outgoing.on("error", () => undefined);
      outgoing.end();
      await once(outgoing, "response");
      return outgoing;
    }),
  );
  const ninth = await studio.send({ path: "/api/crm/nextcloud/file", query: { path: "film.mp4" } });
  expect([ninth.status, ninth.json.code, ninth.headers["retry-after"]]).toEqual([429, "rate_limited", "5"]);
  for (const one of downloads) one.destroy();
  await waitFor("the places to be free", () => studio.gateway.open() === 0);
  expect((await studio.send({ path: "/api/crm/nextcloud/file", query: { path: "film.mp4" } })).status).toBe(
    200,
  );
});
