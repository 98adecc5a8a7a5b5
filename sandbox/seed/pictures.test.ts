import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { jpegPicture } from "./jpeg-picture.ts";
import { pdfDocument } from "./pdf-document.ts";
import { pngPicture } from "./png-picture.ts";

test("a PNG holds every row, from the first colour to the last", () => {
  const png = pngPicture(5, 3, [10, 20, 30], [110, 0, 30]);
  const at = png.indexOf("IDAT");
  const pixels = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const row = (pixel: number[]) => [0, ...Array.from({ length: 5 }, () => pixel).flat()];
  expect([...pixels]).toEqual([...row([10, 20, 30]), ...row([60, 10, 30]), ...row([110, 0, 30])]);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([5, 3]);
});

test("a JPEG is a chain of segments with a scan at its end", () => {
  const jpeg = jpegPicture([
    [
      [255, 255, 255],
      [0, 0, 0],
    ],
  ]);
  const markers: number[] = [];
  let at = 2;
  while (markers.at(-1) !== 0xda) {
    expect(jpeg[at]).toBe(0xff);
    markers.push(jpeg[at + 1] ?? 0);
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  expect(markers).toEqual([0xe0, 0xdb, 0xc0, 0xc4, 0xc4, 0xda]);
  expect([...jpeg.subarray(-2)]).toEqual([0xff, 0xd9]);
  // White is a difference of 127 (category 7), black one of -255 (category 8); the colours stay at zero.
  const bits = [...jpeg.subarray(at, -2)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const white = `11110${"1".repeat(7)}0${"000".repeat(2)}`;
  const black = `111110${"0".repeat(8)}0${"000".repeat(2)}`;
  expect(bits.startsWith(white + black)).toBe(true);
});

test("a PDF's table points at its objects", () => {
  const pdf = pdfDocument(["A (small) test \\"]).toString("latin1");
  const table = Number(/startxref\n(\d+)\n/.exec(pdf)?.[1]);
  expect(pdf.slice(table, table + 5)).toBe("xref\n");
  const offsets = [...pdf.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
  expect(offsets).toHaveLength(5);
  for (const [index, offset] of offsets.entries()) {
    expect(pdf.slice(offset).startsWith(`${index + 1} 0 obj\n`)).toBe(true);
  }
  const stream = /\/Length (\d+) >>\nstream\n(.*)\nendstream/.exec(pdf);
  expect(stream?.[2]?.length).toBe(Number(stream?.[1]));
  expect(pdf).toContain("(A \\(small\\) test \\\\) Tj");
});
