import { once } from "node:events";
import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request as sendRequest } from "node:http";
import { connect } from "node:net";
import path from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { noteMediaAddress } from "#db/queries/messenger-media.ts";
import { messengerMedia, messengerMessages } from "#db/schema/messenger.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { createRoom } from "#lib/messenger/create-room.ts";
import { listHistory } from "#lib/messenger/list-history.ts";
import { mediaFolder } from "#lib/messenger/media/media-files.ts";
import { sweepMedia } from "#lib/messenger/media/sweep-media.ts";
import { onWake } from "#lib/messenger/wake.ts";
import { type MessengerHouse, openMessengerHouse, TENANT } from "#tests/support/messenger-people.ts";
import { serveAnswerer } from "#tests/support/serve-answerer.ts";
import { testDirectory } from "#tests/support/test-database.ts";
import { phonePicture, pngPicture } from "#tests/support/test-pictures.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { type MediaGateway, mediaGateway } from "./media-gateway.ts";

const HUB_KEY = "a-hub-key-of-the-tests-123456";
const BOUNDARY = "----parlour-test";
const UPLOAD = "/api/v1/messages/upload";
const OPENED = new Date("2026-12-01T06:00:00Z").getTime();

type Part = [name: string, value: string] | [name: string, filename: string, content: Buffer | string];

function form(parts: Part[], end = `--${BOUNDARY}--\r\n`): Buffer {
  const pieces = parts.map(([name, value, content]) => {
    const file = content === undefined ? "" : `; filename="${value}"`;
    const type = content === undefined ? "" : "Content-Type: application/octet-stream\r\n";
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${type}\r\n`;
    return Buffer.concat([Buffer.from(head), Buffer.from(content ?? value), Buffer.from("\r\n")]);
  });
  return Buffer.concat([...pieces, Buffer.from(end)]);
}

interface AnswerJson {
  [field: string]: unknown;
  seq?: number;
  code?: string;
  errors?: Record<string, string[]>;
  media: { id: string; url: string };
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  json: AnswerJson;
}

interface Wish {
  method?: string;
  /** hub user id; null sends no token. */
  as?: string | null;
  role?: string;
  tenant?: string;
  headers?: Record<string, string>;
  body?: Buffer | string | Readable;
}

interface MediaHouse extends MessengerHouse {
  gateway: MediaGateway;
  port: number;
  nora: Ctx;
  roomId: string;
  send(path: string, wish?: Wish): Promise<Answer>;
  post(parts: Part[], wish?: Wish): Promise<Answer>;
  /** What lies in the folder of files. */
  files(): Promise<string[]>;
}

/** Nora (17) and Omar (18) have a room; Pia (19) is not in it. */
async function openMediaHouse(variables: Record<string, string> = {}): Promise<MediaHouse> {
  const folder = await testDirectory();
  const house = await openMessengerHouse({
    variables: {
      HUB_SECRET_KEY: HUB_KEY,
      PARLOUR_RATE_LIMITS: "off",
      MESSENGER_MEDIA_DIR: folder,
      ...variables,
    },
  });
  const nora = house.hub("17");
  house.hub("18");
  house.hub("19");
  const { id: roomId } = await createRoom(nora, { name: "Hall", invite_users: ["18"] });
  const gateway = mediaGateway({ db: house.db, env: house.env, now: house.clock.now });
  const url = await serveAnswerer((request, response) => gateway.answer(request, response, "127.0.0.1"));
  const port = Number(new URL(url).port);
  const send = async (to: string, { method = "GET", as = "17", body, headers, ...who }: Wish = {}) => {
    const token = as === null ? null : await hubToken(as, who);
    return ask(port, to, body, {
      method,
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers },
    });
  };
  return {
    ...house,
    gateway,
    port,
    nora,
    roomId,
    send,
    post: (parts, wish) =>
      send(UPLOAD, {
        method: "POST",
        body: form(parts),
        ...wish,
        headers: { ...MULTIPART, ...wish?.headers },
      }),
    files: () => readdir(folder),
  };
}

const MULTIPART = { "Content-Type": `multipart/form-data; boundary=${BOUNDARY}` };

function hubToken(
  sub: string,
  { role = "user", tenant = TENANT }: Pick<Wish, "role" | "tenant">,
): Promise<string> {
  return new SignJWT({ role, tenant_id: tenant, display_name: sub })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("aesystek-hub")
    .setSubject(sub)
    .setExpirationTime(OPENED / 1000 + 3600)
    .sign(new TextEncoder().encode(HUB_KEY));
}

function ask(
  port: number,
  to: string,
  body: Wish["body"],
  options: { method: string; headers: Record<string, string> },
): Promise<Answer> {
  const length = typeof body === "string" || Buffer.isBuffer(body) ? Buffer.byteLength(body) : undefined;
  const headers = { ...(length !== undefined && { "Content-Length": String(length) }), ...options.headers };
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest(
      { host: "127.0.0.1", port, path: to, method: options.method, headers, agent: false },
      async (answer) => {
        const bytes = await buffer(answer).catch(() => Buffer.alloc(0));
        const isJson = /json/.test(answer.headers["content-type"] ?? "");
        const json = isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : { media: null };
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, json });
      },
    );
    outgoing.on("error", reject);
    if (body === undefined || typeof body === "string" || Buffer.isBuffer(body)) outgoing.end(body);
    else body.pipe(outgoing);
  });
}

const count = ({ db }: MediaHouse) => db.select().from(messengerMessages).all().length;

describe("a file", () => {
  test("of a message that is stored stays, whatever fails after that", async () => {
    const house = await openMediaHouse();
    const end = onWake(() => {
      throw new Error("a listener broke");
    });
    const sent = await house.post([
      ["room_id", house.roomId],
      ["file", "plan.bin", "the plan"],
    ]);
    end();
    expect(sent.status).toBe(500);
    const [shown] = (await listHistory(house.nora, house.roomId)).messages;
    const read = await house.send(shown?.media?.url ?? "");
    expect([read.status, read.bytes.toString()]).toEqual([200, "the plan"]);
  });

  test("becomes a message with words beside it, and is read back by those in the room alone", async () => {
    const house = await openMediaHouse();
    const picture = await pngPicture({ width: 40, height: 30 }).then((bytes) => Buffer.from(bytes));
    const sent = await house.post([
      ["room_id", house.roomId],
      ["body", "As asked"],
      ["file", "Skizze ü.png", picture],
    ]);
    expect([sent.status, sent.json]).toEqual([
      201,
      {
        id: sent.json.media.id,
        event_id: expect.stringMatching(/^\$/),
        seq: 1,
        room_id: house.roomId,
        sender: "17",
        sender_hub_user_id: "17",
        sender_display_name: "17",
        body: "As asked",
        msg_type: "m.image",
        state: "sent",
        created_at: expect.stringMatching(/Z$/),
        edited_at: null,
        removed: false,
        media: {
          id: expect.stringMatching(/^[a-z0-9]{20}$/),
          url: `/api/v1/messages/media/${sent.json.media.id}`,
          filename: "Skizze ü.png",
          mime_type: "image/png",
          size: picture.length,
          width: 40,
          height: 30,
        },
        notification: null,
        own: true,
      },
    ]);
    const { url } = sent.json.media;
    const read = await house.send(url, { as: "18" });
    expect(read.bytes.equals(picture)).toBe(true);
    expect(read.headers).toMatchObject({
      "content-type": "image/png",
      "content-length": String(picture.length),
      "content-disposition": expect.stringMatching(
        /^inline; filename="Skizze u\.png"; filename\*=UTF-8''Skizze%20/,
      ),
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-cache",
    });
    expect((await house.send(`${url}?download=1`)).headers["content-disposition"]).toMatch(/^attachment/);
    expect((await house.send(url, { as: "19" })).status).toBe(404);
    expect((await house.send(url, { as: "17", tenant: "elsewhere", role: "admin" })).status).toBe(404);
    expect((await house.send(url, { as: null })).status).toBe(401);
    expect((await house.send("/api/v1/messages/media/nothing")).status).toBe(404);
    // On disk it is sealed, and nothing else is left.
    const [name = ""] = await house.files();
    expect([name, (await house.files()).length]).toEqual([sent.json.media.id, 1]);
    expect((await readFile(path.join(mediaFolder(house.env), name))).includes(picture.subarray(8, 40))).toBe(
      false,
    );
    expect(house.gateway.open()).toBe(0);
  });

  test("may come before the words that say where it goes; without words its name is the message", async () => {
    const house = await openMediaHouse();
    const sent = await house.post([
      ["file", "C:\\Users\\nora\\prices.csv", "1,2\n"],
      ["room_id", house.roomId],
      ["body", "  "],
    ]);
    expect(sent.json).toMatchObject({
      body: "prices.csv",
      msg_type: "m.file",
      media: { filename: "prices.csv", mime_type: "text/plain", size: 4, width: null, height: null },
    });
    const read = await house.send(sent.json.media.url);
    expect([read.bytes.toString(), read.headers["content-type"]]).toEqual([
      "1,2\n",
      "text/plain; charset=utf-8",
    ]);
    expect(read.headers["content-disposition"]).toMatch(/^attachment; filename="prices\.csv"/);
  });

  test("is seen as large as it is drawn, also where a phone lay on its side", async () => {
    const house = await openMediaHouse();
    const sent = await house.post([
      ["room_id", house.roomId],
      ["file", "phone.jpg", Buffer.from(await phonePicture())],
    ]);
    expect(sent.json.media).toMatchObject({ mime_type: "image/jpeg", width: 400, height: 600 });
  });

  const GIF = Buffer.from("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==", "base64");
  test.each<[string, string, Buffer | string, string, string]>([
    [
      "a zip that calls itself a picture",
      "holiday.jpg",
      "PK\u0003\u0004",
      "application/octet-stream",
      "attachment",
    ],
    ["SVG", "logo.svg", "<svg onload=alert(1)>", "application/octet-stream", "attachment"],
    ["SVG under another name", "logo.png", "<svg onload=alert(1)>", "application/octet-stream", "attachment"],
    ["a page", "index.html", "<script>alert(1)</script>", "application/octet-stream", "attachment"],
    ["a page that calls itself a picture", "x.gif", "<html>", "application/octet-stream", "attachment"],
    ["a PDF", "offer.pdf", "%PDF-1.7", "application/pdf", "attachment"],
    ["a script", "run.js", "alert(1)", "application/octet-stream", "attachment"],
    ["a picture under a page's name", "x.html", GIF, "image/gif", "inline"],
    ["no name", "", "x", "application/octet-stream", "attachment"],
    [
      "a name that turns the direction of reading",
      "cod\u202egpj.exe",
      "x",
      "application/octet-stream",
      "attachment",
    ],
  ])("is what its bytes say, and runs nothing: %s", async (_what, name, content, type, kind) => {
    const house = await openMediaHouse();
    const sent = await house.post([
      ["room_id", house.roomId],
      ["file", name, content],
    ]);
    expect(sent.json).toMatchObject({ media: { mime_type: type.split(";")[0] } });
    const read = await house.send(sent.json.media.url);
    expect(read.headers["content-type"]).toBe(type);
    expect(read.headers["content-disposition"]).toMatch(new RegExp(`^${kind}; `));
    expect(read.headers["content-disposition"]).not.toMatch(/[\u202e\r\n]/);
    expect(read.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("is read in parts, over the seams of its segments", async () => {
    const house = await openMediaHouse();
    const content = Buffer.from(Array.from({ length: 150_000 }, (_, at) => at % 251));
    const sent = await house.post([
      ["room_id", house.roomId],
      ["file", "film.mp4", content],
    ]);
    const part = async (range: string, more: Record<string, string> = {}) => {
      const { status, bytes, headers } = await house.send(sent.json.media.url, {
        headers: { Range: range, ...more },
      });
      return { status, bytes, range: headers["content-range"], etag: headers.etag };
    };
    for (const [range, first, last] of [
      ["bytes=0-0", 0, 0],
      ["bytes=65530-65540", 65530, 65540],
      ["bytes=131072-", 131_072, 149_999],
      ["bytes=-10", 149_990, 149_999],
      ["bytes=0-999999", 0, 149_999],
    ] as const) {
      const answer = await part(range);
      expect([answer.status, answer.range]).toEqual([206, `bytes ${first}-${last}/150000`]);
      expect(answer.bytes.equals(content.subarray(first, last + 1)), range).toBe(true);
    }
    expect(await part("bytes=150000-")).toMatchObject({ status: 416, range: "bytes */150000" });
    for (const range of ["bytes=0-1,3-4", "lines=1-2", "bytes=5-1"])
      expect((await part(range)).status, range).toBe(200);
    const { etag = "" } = await part("bytes=0-0");
    expect((await part("bytes=0-0", { "If-Range": etag })).status).toBe(206);
    expect((await part("bytes=0-0", { "If-Range": '"other"' })).status).toBe(200);
    expect((await house.send(sent.json.media.url, { headers: { "If-None-Match": etag } })).status).toBe(304);
    const head = await house.send(sent.json.media.url, { method: "HEAD" });
    expect([head.status, head.headers["content-length"], head.bytes.length]).toEqual([200, "150000", 0]);
  });

  test("sent again under the same key is the same message; another under it is refused, and nothing of it is left", async () => {
    const house = await openMediaHouse();
    const parts = (content: string): Part[] => [
      ["room_id", house.roomId],
      ["client_id", "upload-1"],
      ["file", "a.txt", content],
    ];
    const first = await house.post(parts("one"));
    const again = await house.post(parts("one"));
    expect([again.status, again.json]).toEqual([201, first.json]);
    const header = await house.post(parts("one").toSpliced(1, 1), {
      headers: { "Idempotency-Key": "upload-1" },
    });
    expect(header.json.seq).toBe(first.json.seq);
    const other = await house.post(parts("two"));
    expect([other.status, other.json.code]).toEqual([409, "idempotency_mismatch"]);
    expect([count(house), await house.files()]).toEqual([1, [first.json.media.id]]);
  });

  test("goes with its message", async () => {
    const house = await openMediaHouse();
    const sent = await house.post([
      ["room_id", house.roomId],
      ["file", "a.txt", "secret"],
    ]);
    house.db.update(messengerMessages).set({ removedAt: OPENED, body: "" }).run();
    expect((await house.send(sent.json.media.url)).status).toBe(404);
    const { messages } = await listHistory(house.nora, house.roomId);
    expect(messages).toMatchObject([{ removed: true, body: "", media: null }]);
    const inTwoHours = { now: () => Date.now() + 2 * 3_600_000 };
    expect(await sweepMedia(house.ctx("worker"), inTwoHours)).toBe(1);
    expect([await house.files(), house.db.select().from(messengerMedia).all()]).toEqual([[], []]);
  });

  test("that was cut or changed on the disk is never given out as whole", async () => {
    const house = await openMediaHouse();
    const sent = await house.post([
      ["room_id", house.roomId],
      ["file", "a.bin", Buffer.alloc(140_000, 1)],
    ]);
    const file = path.join(mediaFolder(house.env), sent.json.media.id);
    const sealed = await readFile(file);
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(100_000) ^ 1, 100_000);
    await writeFile(file, changed);
    await expect(house.send(sent.json.media.url).then(({ bytes }) => bytes.length)).resolves.not.toBe(
      140_000,
    );
    await writeFile(file, sealed);
    expect((await house.send(sent.json.media.url)).bytes.length).toBe(140_000);
    await truncate(file, sealed.length - 20_000);
    expect((await house.send(sent.json.media.url)).bytes.length).not.toBe(140_000);
    await writeFile(file, "");
    expect((await house.send(sent.json.media.url)).status).toBe(500);
  });
});

describe("an upload is refused, and leaves nothing,", () => {
  const bad: [string, (house: MediaHouse) => Promise<Answer>, number, Record<string, string[]> | null][] = [
    [
      "without a boundary",
      (house) =>
        house.post([["room_id", house.roomId]], { headers: { "Content-Type": "multipart/form-data" } }),
      422,
      { body: ["not_a_form"] },
    ],
    [
      "that is no form",
      (house) => house.post([], { headers: { "Content-Type": "application/json" }, body: "{}" }),
      422,
      { body: ["not_a_form"] },
    ],
    [
      "with two files",
      (house) =>
        house.post([
          ["room_id", house.roomId],
          ["file", "a.txt", "a"],
          ["file", "b.txt", "b"],
        ]),
      422,
      { file: ["too_many"] },
    ],
    [
      "with two rooms",
      (house) =>
        house.post([
          ["room_id", house.roomId],
          ["file", "a.txt", "a"],
          ["room_id", "another"],
        ]),
      422,
      { room_id: ["too_many"] },
    ],
    ["without a file", (house) => house.post([["room_id", house.roomId]]), 422, { file: ["required"] }],
    ["without a room", (house) => house.post([["file", "a.txt", "a"]]), 422, { room_id: ["required"] }],
    [
      "with an empty file",
      (house) =>
        house.post([
          ["room_id", house.roomId],
          ["file", "a.txt", ""],
        ]),
      422,
      { file: ["empty"] },
    ],
    [
      "with the file in another field",
      (house) =>
        house.post([
          ["room_id", house.roomId],
          ["picture", "a.txt", "a"],
        ]),
      422,
      { file: ["other_field"] },
    ],
    [
      "with ten thousand fields",
      (house) => house.post(Array.from({ length: 10_000 }, (_, at): Part => [`f${at}`, "x"])),
      422,
      { body: ["not_a_form"] },
    ],
    [
      "that ends in the middle of the file",
      (house) =>
        house.post([], {
          body: form(
            [
              ["room_id", house.roomId],
              ["file", "a.txt", "abc"],
            ],
            "",
          ),
        }),
      422,
      { body: ["not_a_form"] },
    ],
    [
      "with words longer than a message",
      (house) =>
        house.post([
          ["room_id", house.roomId],
          ["body", "x".repeat(20_000)],
          ["file", "a.txt", "a"],
        ]),
      422,
      { body: ["too_long"] },
    ],
    [
      "into a room somebody is not in",
      (house) =>
        house.post(
          [
            ["room_id", house.roomId],
            ["file", "a.txt", "a"],
          ],
          { as: "19" },
        ),
      404,
      null,
    ],
    [
      "into a room somebody is not in, named after the file",
      (house) =>
        house.post(
          [
            ["file", "a.txt", "a"],
            ["room_id", house.roomId],
          ],
          { as: "18", tenant: "elsewhere" },
        ),
      404,
      null,
    ],
    [
      "of a viewer",
      (house) =>
        house.post(
          [
            ["room_id", house.roomId],
            ["file", "a.txt", "a"],
          ],
          { as: "18", role: "viewer" },
        ),
      403,
      null,
    ],
    ["of nobody", (house) => house.post([["room_id", house.roomId]], { as: null }), 401, null],
    [
      "of an application",
      (house) => house.post([["room_id", house.roomId]], { as: null, headers: { "X-Service-Token": "x" } }),
      403,
      null,
    ],
  ];
  test.each(bad)("%s", async (_what, attempt, status, errors) => {
    const house = await openMediaHouse();
    const answer = await attempt(house);
    expect([answer.status, answer.json.errors ?? null], answer.bytes.toString()).toEqual([status, errors]);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect([await house.files(), count(house)]).toEqual([[], 0]);
    expect(house.gateway.open()).toBe(0);
  });

  test("that is larger than is taken", async () => {
    const house = await openMediaHouse({ PARLOUR_UPLOAD_MAX_MB: "1" });
    const parts = (bytes: number): Part[] => [
      ["room_id", house.roomId],
      ["file", "a.bin", Buffer.alloc(bytes, 1)],
    ];
    const large = await house.post(parts(1_048_577));
    expect([large.status, large.json.code, await house.files()]).toEqual([413, "too_large", []]);
    expect((await house.post(parts(1_048_576))).status).toBe(201);
  });

  test("whose sender hangs up, and leaves no place taken", async () => {
    const house = await openMediaHouse();
    const token = await hubToken("17", {});
    const socket = connect(house.port, "127.0.0.1");
    await once(socket, "connect");
    const head = form([["room_id", house.roomId]], `--${BOUNDARY}\r\nContent-Disposition: form-data; `);
    socket.write(
      `POST ${UPLOAD} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: 1000000\r\n` +
        `Content-Type: ${MULTIPART["Content-Type"]}\r\n\r\n${head}name="file"; filename="a"\r\n\r\n`,
    );
    await waitFor("a file that is being written", async () => {
      socket.write("x".repeat(70_000));
      return (await house.files()).length === 1 && house.gateway.open() === 1;
    });
    socket.destroy();
    await waitFor("nothing to be left", async () => (await house.files()).length === 0);
    await waitFor("the place", () => house.gateway.open() === 0);
    expect(count(house)).toBe(0);
  });

  test("before its bytes are asked for, where nobody may send it", async () => {
    const house = await openMediaHouse();
    const wish = {
      as: "18",
      role: "viewer",
      headers: { Expect: "100-continue", "Content-Length": "40000000" },
    };
    const refused = await house.post([["room_id", house.roomId]], wish);
    expect([refused.status, refused.json.code]).toEqual([403, "not_allowed"]);
  });
});

describe("what lies in the folder", () => {
  test("is swept when nobody knows it, and left alone while it may be on its way", async () => {
    const house = await openMediaHouse();
    const sent = await house.post([
      ["room_id", house.roomId],
      ["file", "a.txt", "kept"],
    ]);
    const folder = mediaFolder(house.env);
    const left = ["abcdefghijkmnpqrstuv", "abcdefghijkmnpqrstuv-123e4567-e89b-12d3-a456-426614174000.part"];
    for (const name of [...left, "notes.txt"]) await writeFile(path.join(folder, name), "x");
    expect(await sweepMedia(house.ctx("worker"))).toBe(0);
    expect(await sweepMedia(house.ctx("worker"), { now: () => Date.now() + 2 * 3_600_000 })).toBe(2);
    expect((await house.files()).sort()).toEqual([sent.json.media.id, "notes.txt"].sort());
    await expect(sweepMedia(house.ctx("staff"))).rejects.toMatchObject({ code: "not_allowed" });
  });

  test("and at the homeserver too goes first, those read longest ago, within a bound", async () => {
    const house = await openMediaHouse();
    const ids: string[] = [];
    for (const name of ["old", "new", "own"]) {
      const sent = await house.post([
        ["room_id", house.roomId],
        ["file", name, Buffer.alloc(1000, 1)],
      ]);
      ids.push(sent.json.media.id);
    }
    const [old = "", recent = "", own = ""] = ids;
    for (const id of [old, recent]) noteMediaAddress(house.db, id, `mxc://x/${id}`);
    await house.send(`/api/v1/messages/media/${old}`);
    await house.send(`/api/v1/messages/media/${recent}`);
    expect(await sweepMedia(house.ctx("worker"), { mostCopiedBytes: 1500 })).toBe(1);
    expect((await house.files()).sort()).toEqual([recent, own].sort());
    const rows = house.db.select().from(messengerMedia).all();
    expect(new Map(rows.map(({ id, kept }) => [id, kept]))).toEqual(
      new Map([
        [old, false],
        [recent, true],
        [own, true],
      ]),
    );
  });
});

test("a picture that claims to be enormous is only asked for its size, never unpacked", async () => {
  const house = await openMediaHouse();
  const bomb = Buffer.from(await pngPicture({ width: 4, height: 4 }));
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(50_000, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  const sent = await house.post([
    ["room_id", house.roomId],
    ["file", "bomb.png", bomb],
  ]);
  expect(sent.json.media).toMatchObject({ width: 60_000, height: 50_000, mime_type: "image/png" });
});
