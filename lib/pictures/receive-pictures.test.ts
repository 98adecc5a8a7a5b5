import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { findDraftPicture, insertDraftPicture } from "#db/queries/draft-pictures.ts";
import { findReferencePicture } from "#db/queries/reference-pictures.ts";
import { referencePictures } from "#db/schema/inquiries.ts";
import { limits } from "#db/schema/system.ts";
import { DAY } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { openSpooled } from "#lib/media/spool/open-spooled.ts";
import { spoolFolder } from "#lib/media/spool/spool-folder.ts";
import { phonePicture, pngPicture } from "#tests/support/test-pictures.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { addressBytes, DRAFT_SAFE_MS } from "./picture-limits.ts";
import { receivePictures } from "./receive-pictures.ts";

const body = (bytes: Uint8Array) => {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 65_536) chunks.push(Buffer.from(bytes.subarray(at, at + 65_536)));
  return Readable.from(chunks, { objectMode: false });
};

async function send(studio: TestStudio, ...files: [filename: string, bytes: Uint8Array][]) {
  const intake = receivePictures(studio.ctx());
  for (const [filename, bytes] of files) await intake.take({ filename, body: body(bytes) });
  return intake;
}

async function kept(studio: TestStudio, id: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of openSpooled(studio.env, id)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const spooled = (studio: TestStudio) => readdir(spoolFolder(studio.env)).catch(() => []);

/** A PNG that says how large it is and holds nothing. */
function pngClaiming(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, crc]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(64))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe("what is kept", () => {
  test("a phone's photo stands upright, and knows no longer where it was taken", async () => {
    const studio = await openStudio();
    const { pictures } = await send(studio, ["IMG 0815.JPG", await phonePicture()]);
    const [picture] = pictures;
    if (!picture) throw new Error("refused");
    expect(picture).toMatchObject({ filename: "IMG 0815.jpg", width: 400, height: 600 });
    const bytes = await kept(studio, picture.id);
    const { exif, icc, xmp, orientation, format } = await sharp(bytes).metadata();
    expect({ exif, icc, xmp, orientation, format }).toEqual({ format: "jpeg" });
    expect(bytes.includes("GPS") || bytes.includes("Acme Phone")).toBe(false);
    // The red half is on top.
    const { data } = await sharp(bytes).extract({ left: 200, top: 50, width: 1, height: 1 }).raw().toBuffer({
      resolveWithObject: true,
    });
    expect(data[0]).toBeGreaterThan(200);
  });

  test("it is sealed on disk, and the original is nowhere", async () => {
    const studio = await openStudio();
    const { pictures } = await send(studio, ["a.jpg", await phonePicture()]);
    expect(await spooled(studio)).toEqual(pictures.map(({ id }) => id));
  });

  test("a drawing keeps what can be seen through; one that only could have does not", async () => {
    const studio = await openStudio();
    const through = { width: 30, height: 20, channels: 4 as const };
    const drawing = await sharp({ create: { ...through, background: { r: 0, g: 0, b: 0, alpha: 0.2 } } })
      .png()
      .toBuffer();
    const opaque = await sharp({ create: { ...through, background: { r: 9, g: 9, b: 9, alpha: 1 } } })
      .png()
      .toBuffer();
    const { pictures } = await send(studio, ["a.png", drawing], ["b.png", opaque]);
    expect(pictures.map(({ filename }) => filename)).toEqual(["a.png", "b.jpg"]);
  });

  test("48 megapixels are made smaller", async () => {
    const studio = await openStudio();
    const { pictures } = await send(studio, ["big.png", await pngPicture({ width: 8000, height: 6000 })]);
    expect(pictures[0]).toMatchObject({ width: 3000, height: 2250 });
  }, 30_000);

  test("of something that moves the first frame", async () => {
    const studio = await openStudio();
    const frame = (background: string) => ({
      create: { width: 40, height: 40, channels: 3 as const, background },
    });
    const frames = await Promise.all(["#f00", "#00f"].map((color) => sharp(frame(color)).png().toBuffer()));
    const moving = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer();
    const { pictures } = await send(studio, ["moving.webp", moving]);
    expect(pictures[0]).toMatchObject({ filename: "moving.jpg", width: 40, height: 40 });
  });

  test("nothing behind the picture's end comes along", async () => {
    const studio = await openStudio();
    const bytes = Buffer.concat([
      await phonePicture(),
      Buffer.from("PK\u0003\u0004<script>alert(1)</script>"),
    ]);
    const { pictures } = await send(studio, ["a.jpg", bytes]);
    expect((await kept(studio, pictures[0]?.id ?? "")).includes("script")).toBe(false);
  });

  test.each([
    ["../../etc/passwd", "passwd.jpg"],
    ["C:\\Users\\Nora\\rose.HEIC", "rose.jpg"],
    ["\u202egpj.exe", "gpj.jpg"],
    ["", "Picture.jpg"],
    [".htaccess", ""],
  ])("is called %s", async (written, name) => {
    const studio = await openStudio();
    const { pictures } = await send(studio, [written, await phonePicture()]);
    const filename = pictures[0]?.filename ?? "";
    if (name !== "") expect(filename).toBe(name);
    expect(filename).toMatch(/^[^./\\\p{Cc}][^/\\\p{Cc}]*\.jpg$/u);
  });
});

describe("what is refused", () => {
  const hostile: [name: string, reason: string, bytes: () => Promise<Uint8Array> | Uint8Array][] = [
    ["a zip.jpg", "not_a_picture", () => Buffer.from("PK\u0003\u0004 and the rest of an archive")],
    ["drawing.svg", "not_a_picture", () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")],
    ["phone.heic", "not_a_picture", () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic")],
    ["gif.js", "not_a_picture", () => Buffer.from("GIF89a/*\0\0*/=1;alert(1)//")],
    ["page.html", "not_a_picture", () => Buffer.from("<!doctype html><script>1</script>")],
    ["only its head.jpg", "damaged", () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2, 3, 4, 5, 6, 7])],
    ["empty.jpg", "damaged", () => Buffer.alloc(0)],
    ["truncated.jpg", "damaged", async () => (await phonePicture()).subarray(0, -800)],
    ["huge.png", "too_many_pixels", () => pngClaiming(60_000, 60_000)],
    ["51 megapixels.png", "too_many_pixels", () => pngClaiming(8500, 6001)],
    ["says much.png", "damaged", () => pngClaiming(7000, 7000)],
    ["16 MB.jpg", "too_large", async () => Buffer.concat([await phonePicture(), Buffer.alloc(16_000_000)])],
  ];

  test.each(hostile)("%s: %s", async (filename, reason, bytes) => {
    const studio = await openStudio();
    const good = await phonePicture();
    const { pictures, refused } = await send(studio, [filename, await bytes()], ["good.jpg", good]);
    expect(refused).toEqual([{ filename, reason }]);
    // What is refused stands in nobody's way, and stays nowhere.
    expect(pictures.map((picture) => picture.filename)).toEqual(["good.jpg"]);
    expect((await spooled(studio)).length).toBe(1);
  });

  test("a ninth, with those the form had", async () => {
    const studio = await openStudio();
    const small = await pngPicture({ width: 4, height: 4 });
    const intake = receivePictures(studio.ctx(), 6);
    for (const name of ["a", "b", "c"]) await intake.take({ filename: name, body: body(small) });
    expect(intake.pictures.length).toBe(2);
    expect(intake.refused).toEqual([{ filename: "c", reason: "too_many" }]);
  });

  test("42 of 50 at once; the form is read to its end, and nothing of them stays", async () => {
    const studio = await openStudio();
    const small = await pngPicture({ width: 4, height: 4 });
    const names = Array.from({ length: 50 }, (_, index) => `${index + 1}.png`);
    const { pictures, refused } = await send(
      studio,
      ...names.map((name): [string, Uint8Array] => [name, small]),
    );
    expect(pictures.map(({ filename }) => filename.split(".")[0])).toEqual([..."12345678"]);
    expect(refused).toEqual(names.slice(8).map((filename) => ({ filename, reason: "too_many" })));
    expect((await spooled(studio)).sort()).toEqual(pictures.map(({ id }) => id).sort());
  });

  test("more than 60 MB together; what is smaller comes after it all the same", async () => {
    const studio = await openStudio();
    const padded = Buffer.concat([await phonePicture(), Buffer.alloc(14_000_000)]);
    const files = [1, 2, 3, 4, 5].map((number): [string, Uint8Array] => [`${number}.jpg`, padded]);
    const small = await pngPicture({ width: 4, height: 4 });
    const { pictures, refused } = await send(studio, ...files, ["small.png", small]);
    expect(refused).toEqual([{ filename: "5.jpg", reason: "too_large_together" }]);
    expect(pictures.length).toBe(5);
  }, 20_000);

  test("what finds no room in the spool", async () => {
    const studio = await openStudio({ variables: { PARLOUR_SPOOL_MAX_MB: "0" } });
    const { refused } = await send(studio, ["a.jpg", await phonePicture()]);
    expect(refused).toEqual([{ filename: "a.jpg", reason: "no_room" }]);
  });

  test("a field that was left empty is no file", async () => {
    const studio = await openStudio();
    const { pictures, refused } = await send(studio, ["", Buffer.alloc(0)]);
    expect([pictures, refused]).toEqual([[], []]);
  });
});

test("a token opens the draft for a day", async () => {
  const studio = await openStudio();
  const { pictures } = await send(studio, ["a.jpg", await phonePicture()]);
  const { token = "", id = "" } = pictures[0] ?? {};
  const row = await findReferencePicture(studio.db, id);
  expect(row?.tokenHash).toBe(hashToken(token));
  const find = () => findDraftPicture(studio.db, hashToken(token), studio.clock.now());
  expect((await find())?.id).toBe(id);
  studio.clock.advance(24 * 3_600_000 + 1);
  expect(await find()).toBeUndefined();
});

describe("room for drafts", () => {
  /** A draft of so many bytes, without a file. */
  const draft = (id: string, size: number, createdAt: number) => ({
    id,
    tokenHash: id,
    filename: `${id}.jpg`,
    mimeType: "image/jpeg",
    size,
    width: 1,
    height: 1,
    spoolId: `spool-${id}`,
    createdAt,
    expiresAt: createdAt + 24 * 3_600_000,
  });
  const idsOf = (studio: TestStudio) =>
    studio.db
      .select({ id: referencePictures.id })
      .from(referencePictures)
      .all()
      .map(({ id }) => id)
      .sort();

  test("whoever fills it takes it from nobody: the oldest over an hour give way, and only as many as must", async () => {
    const studio = await openStudio();
    const nowMs = studio.clock.now();
    const limits = { maximumBytes: 100, mayGoBeforeMs: nowMs - DRAFT_SAFE_MS, ofSender: null };
    const insert = (id: string, size: number, ageMs: number) =>
      insertDraftPicture(studio.db, draft(id, size, nowMs - ageMs), limits);
    for (const [id, ageMs] of [
      ["oldest", 3 * DRAFT_SAFE_MS],
      ["older", 2 * DRAFT_SAFE_MS],
      ["old", DRAFT_SAFE_MS + 1],
      ["young", DRAFT_SAFE_MS],
    ] as const)
      expect(await insert(id, 25, ageMs)).toEqual({ outcome: "stored", gone: [] });
    studio.db.$client.exec("UPDATE reference_pictures SET about_id = 'asked' WHERE id = 'oldest'");
    expect(await insert("new", 26, 0)).toEqual({ outcome: "stored", gone: ["spool-older"] });
    expect(idsOf(studio)).toEqual(["new", "old", "oldest", "young"]);
    // What may go is not enough: nothing goes.
    expect(await insert("large", 60, 0)).toEqual({ outcome: "full", gone: [] });
    expect(idsOf(studio)).toEqual(["new", "old", "oldest", "young"]);
  });

  test("one address fills no more of it than its share of the day", async () => {
    const studio = await openStudio();
    const nowMs = studio.clock.now();
    const from = (address: string, id: string, windowStart = 0) =>
      insertDraftPicture(studio.db, draft(id, 40, nowMs), {
        maximumBytes: 1000,
        mayGoBeforeMs: 0,
        ofSender: { key: address, windowStart, maximumBytes: 100 },
      });
    expect((await from("a", "1")).outcome).toBe("stored");
    expect((await from("a", "2")).outcome).toBe("stored");
    expect((await from("a", "3")).outcome).toBe("enough");
    expect((await from("b", "4")).outcome).toBe("stored");
    expect((await from("a", "5", 1)).outcome).toBe("stored");
    expect(idsOf(studio)).toEqual(["1", "2", "4", "5"]);
  });

  test("a share is 150 MB, and a quarter of all where that is less; who is over it is told so", async () => {
    expect(addressBytes({ PARLOUR_SPOOL_MAX_MB: 2048 })).toBe(150 * 1024 * 1024);
    expect(addressBytes({ PARLOUR_SPOOL_MAX_MB: 80 })).toBe(10 * 1024 * 1024);
    const studio = await openStudio();
    const used = { key: "picture-bytes:192.0.2.1", count: addressBytes(studio.env) };
    const windowStart = studio.clock.now() - (studio.clock.now() % DAY);
    studio.db
      .insert(limits)
      .values({ ...used, windowStart })
      .run();
    const intake = receivePictures(studio.ctx(), 0, "192.0.2.1");
    await intake.take({ filename: "a.jpg", body: body(await phonePicture()) });
    expect(intake.refused).toEqual([{ filename: "a.jpg", reason: "enough_today" }]);
    expect(await spooled(studio)).toEqual([]);
    studio.clock.advance(DAY);
    await intake.take({ filename: "a.jpg", body: body(await phonePicture()) });
    expect(intake.pictures.length).toBe(1);
  });
});
