import { crc32, inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** The entries of a small archive by name, in its order. Fails on anything that does not hold together. */
export function readZip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error("The archive has no end.");
  const entries = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Error("The directory is broken.");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    );
    const name = archive.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    if (entries.has(name)) throw new Error(`${name} is there twice.`);
    entries.set(name, contentOf(archive, at));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

function contentOf(archive: Buffer, at: number): Buffer {
  const method = archive.readUInt16LE(at + 10);
  const [crc, packedSize, size, offset] = [16, 20, 24, 42].map((field) => archive.readUInt32LE(at + field));
  const local = offset ?? 0;
  if (archive.readUInt32LE(local) !== LOCAL) throw new Error("An entry is not where the directory says.");
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + (packedSize ?? 0));
  const content = method === 0 ? packed : inflateRawSync(packed);
  if (content.length !== size || crc32(content) !== crc) throw new Error("An entry is damaged.");
  return content;
}
