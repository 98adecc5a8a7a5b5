import { hkdfSync, randomBytes } from "node:crypto";
import type { RestKey } from "#lib/core/secret-box.ts";

/**
 * A sealed file: a header, then segments. The header is the mark, the id of the key, the file's salt and the beginning
 * of its nonces. Each segment is 64 kB of the file under AES-256-GCM with its 16 bytes of tag; the last one is shorter
 * or as long, and empty where the file is. The nonce is the beginning from the header, the number of the segment and
 * whether it is the last one (STREAM: Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so that a segment changed, left
 * out, doubled or moved, and an end that is missing, fail where they are. Header and id of the file are authenticated
 * with every segment.
 */
export const SEGMENT_BYTES = 65_536;
export const TAG_BYTES = 16;
export const SEALED_SEGMENT_BYTES = SEGMENT_BYTES + TAG_BYTES;

const MARK = "PRLSPL01";
const KEY_ID_BYTES = 8;
const SALT_BYTES = 32;
const PREFIX_BYTES = 7;
export const HEADER_BYTES = MARK.length + KEY_ID_BYTES + SALT_BYTES + PREFIX_BYTES;
/** The number of a segment has 32 bits. */
export const MAX_SEGMENTS = 2 ** 32;

/** What seals and opens the segments of one file. */
export interface FileSeal {
  header: Buffer;
  key: Buffer;
  aad: Buffer;
}

export function newFileSeal(key: RestKey, id: string): FileSeal {
  const header = Buffer.concat([
    Buffer.from(MARK, "latin1"),
    Buffer.from(key.id, "latin1"),
    randomBytes(SALT_BYTES + PREFIX_BYTES),
  ]);
  return fileSeal(header, key, id);
}

/** @returns null when the header is none of ours, or none of `keys` is the one it names. */
export function readFileSeal(header: Buffer, keys: RestKey[], id: string): FileSeal | null {
  if (header.length !== HEADER_BYTES || header.toString("latin1", 0, MARK.length) !== MARK) return null;
  const key = keys.find((known) => known.id === keyIdOf(header));
  return key ? fileSeal(header, key, id) : null;
}

/** The id of the key a file was sealed under. */
export function keyIdOf(header: Buffer): string {
  return header.toString("latin1", MARK.length, MARK.length + KEY_ID_BYTES);
}

export function segmentNonce(seal: FileSeal, number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(PREFIX_BYTES + 5);
  seal.header.copy(nonce, 0, HEADER_BYTES - PREFIX_BYTES);
  nonce.writeUInt32BE(number, PREFIX_BYTES);
  nonce.writeUInt8(isLast ? 1 : 0, PREFIX_BYTES + 4);
  return nonce;
}

/** The bytes of a file whose sealed form has `sealedBytes`; null when no file has such a form. */
export function plainSize(sealedBytes: number): number | null {
  const body = sealedBytes - HEADER_BYTES;
  const segments = Math.ceil(body / SEALED_SEGMENT_BYTES);
  return segments >= 1 && body - segments * TAG_BYTES >= 0 ? body - segments * TAG_BYTES : null;
}

function fileSeal(header: Buffer, key: RestKey, id: string): FileSeal {
  const salt = header.subarray(MARK.length + KEY_ID_BYTES, HEADER_BYTES - PREFIX_BYTES);
  return {
    header,
    key: Buffer.from(hkdfSync("sha256", key.bytes, salt, "parlour spool", 32)),
    aad: Buffer.concat([header, Buffer.from(id, "utf8")]),
  };
}
