import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { phonePicture, pngPicture } from "#tests/support/test-pictures.ts";
import { shapePicture } from "./shape-picture.ts";

const ctx = { now: () => 7 };
const square = { width: 640, height: 640, fit: "cover" } as const;
const logo = { width: 512, height: 512, fit: "inside" } as const;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of a few hundred bytes that says it is so many pixels wide and high. */
function bomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(1000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const refused = (bytes: Uint8Array) =>
  shapePicture(ctx, bytes, square).then(
    () => null,
    (error: { code: string; errors: unknown }) => [error.code, error.errors],
  );

test("a phone's picture stands upright, is square, and says no longer where it was taken", async () => {
  const phone = await phonePicture();
  // The fixture is what it claims to be.
  const original = await sharp(phone).metadata();
  expect(original).toMatchObject({ width: 600, height: 400, orientation: 6 });
  expect(original.exif?.toString("latin1")).toContain("Acme Phone");
  const picture = await shapePicture(ctx, phone, square);
  expect(picture).toMatchObject({ mimeType: "image/webp", createdAt: 7 });
  const shaped = await sharp(picture.bytes).metadata();
  expect(shaped).toMatchObject({ format: "webp", width: 640, height: 640 });
  expect([shaped.exif, shaped.orientation, shaped.icc, shaped.xmp]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(picture.bytes.toString("latin1")).not.toMatch(/Acme|Exif|EXIF/);
  // What lay on the left is on top now: red there, blue below.
  const { data, info } = await sharp(picture.bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * info.channels).subarray(0, 3),
  ];
  const [top, bottom] = [at(320, 4), at(320, 600)];
  expect(top[0]).toBeGreaterThan(180);
  expect(top[2]).toBeLessThan(80);
  expect(bottom[2]).toBeGreaterThan(180);
});

test("a logo keeps its proportions and its transparency, and is never made larger", async () => {
  const wide = await sharp({
    create: { width: 2000, height: 500, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer();
  const shaped = await sharp((await shapePicture(ctx, wide, logo)).bytes).metadata();
  expect(shaped).toMatchObject({ width: 512, height: 128, hasAlpha: true });
  const small = await shapePicture(ctx, await pngPicture({ width: 30, height: 20 }), logo);
  expect(await sharp(small.bytes).metadata()).toMatchObject({ width: 30, height: 20 });
});

test.each(["png", "jpeg", "webp"] as const)("%s is taken", async (format) => {
  const bytes = await sharp(await pngPicture({ width: 50, height: 80 }))
    .toFormat(format)
    .toBuffer();
  expect((await shapePicture(ctx, bytes, square)).bytes.length).toBeGreaterThan(50);
});

describe("is refused:", () => {
  const notAPicture = ["invalid_input", { picture: ["not_a_picture"] }];
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ["an SVG", () => Buffer.from(svg)],
    ["an SVG behind a byte order mark and a comment", () => Buffer.from(`\ufeff<!-- GIF89a -->${svg}`)],
    ["an SVG after a PNG's first bytes", () => Buffer.concat([bomb(1).subarray(0, 8), Buffer.from(svg)])],
    [
      "a GIF",
      async () =>
        sharp(await pngPicture({ width: 5, height: 5 }))
          .gif()
          .toBuffer(),
    ],
    [
      "a TIFF",
      async () =>
        sharp(await pngPicture({ width: 5, height: 5 }))
          .tiff()
          .toBuffer(),
    ],
    ["text", () => Buffer.from("hello")],
    ["nothing", () => new Uint8Array()],
    ["half a picture", async () => (await phonePicture()).subarray(0, 900)],
    ["a PNG whose pixels are missing", () => bomb(40)],
  ])("%s", async (_name, bytes) => {
    expect(await refused(await bytes())).toEqual(notAPicture);
  });

  test("a few bytes that would unpack to 2.5 thousand million pixels", async () => {
    const bytes = bomb(50_000);
    expect(bytes.length).toBeLessThan(300);
    expect(await refused(bytes)).toEqual(["invalid_input", { picture: ["too_many_pixels"] }]);
  });
});
