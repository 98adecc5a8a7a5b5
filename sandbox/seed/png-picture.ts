import { crc32, deflateSync } from "node:zlib";

/** A colour as red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A valid PNG (8 bit RGB) that fades from one colour at the top to another at the bottom. */
export function pngPicture(width: number, height: number, top: Colour, bottom: Colour): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const part = height === 1 ? 0 : y / (height - 1);
    const pixel = top.map((value, index) => Math.round(value + ((bottom[index] ?? 0) - value) * part));
    rows.push(Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(pixel)));
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
