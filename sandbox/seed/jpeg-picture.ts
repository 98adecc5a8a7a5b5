import type { Colour } from "./png-picture.ts";

/** The DC code words of ITU-T T.81, table K.3, by size category. */
const dcCodes = ["00", "010", "011", "100", "101", "110", "1110", "11110", "111110", "1111110"];
const dcCodeCounts = [0, 1, 5, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];

function segment(marker: number, data: number[]): Buffer {
  const length = data.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 0xff, ...data]);
}

/** JFIF's YCbCr, shifted to be centred on zero. */
function toYCbCr([red, green, blue]: Colour): number[] {
  return [
    0.299 * red + 0.587 * green + 0.114 * blue - 128,
    -0.168736 * red - 0.331264 * green + 0.5 * blue,
    0.5 * red - 0.418688 * green - 0.081312 * blue,
  ].map((value) => Math.max(-128, Math.min(127, Math.round(value))));
}

/** A difference of DC values as its code word and bits. */
function dcBits(difference: number): string {
  const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
  if (size === 0) return dcCodes[0] ?? "";
  const value = difference > 0 ? difference : difference + 2 ** size - 1;
  return (dcCodes[size] ?? "") + value.toString(2).padStart(size, "0");
}

function toBytes(bits: string): number[] {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
  const bytes: number[] = [];
  for (let at = 0; at < padded.length; at += 8) {
    const byte = Number.parseInt(padded.slice(at, at + 8), 2);
    bytes.push(byte);
    if (byte === 0xff) bytes.push(0);
  }
  return bytes;
}

/** A valid baseline JPEG: a mosaic of 8 × 8 pixel tiles, one a colour, row by row. */
export function jpegPicture(tiles: Colour[][]): Buffer {
  const height = tiles.length * 8;
  const width = (tiles[0]?.length ?? 0) * 8;
  let bits = "";
  const previous = [0, 0, 0];
  for (const colour of tiles.flat()) {
    for (const [component, value] of toYCbCr(colour).entries()) {
      // With a quantiser of 8 the DC coefficient is the mean itself; "0" ends the block.
      bits += `${dcBits(value - (previous[component] ?? 0))}0`;
      previous[component] = value;
    }
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 8)]),
    segment(0xc0, [
      8,
      height >> 8,
      height & 0xff,
      width >> 8,
      width & 0xff,
      3,
      1,
      0x11,
      0,
      2,
      0x11,
      0,
      3,
      0x11,
      0,
    ]),
    segment(0xc4, [0x00, ...dcCodeCounts, ...dcCodes.keys()]),
    segment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0x00]),
    segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
    Buffer.from(toBytes(bits)),
    Buffer.from([0xff, 0xd9]),
  ]);
}
