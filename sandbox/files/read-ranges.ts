import { DavError } from "#sandbox/dav/dav-error.ts";

/** A part of a file: both ends count. */
export type ByteRange = { start: number; end: number };

const maxRanges = 50;

function unsatisfiable(message: string) {
  return new DavError(416, "Sabre\\DAV\\Exception\\RequestedRangeNotSatisfiable", message);
}

function readRange(text: string, size: number): ByteRange | undefined {
  const [, first = "", last = ""] = /^(\d*)-(\d*)$/.exec(text.trim()) ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") return { start: Math.max(0, size - Number(last)), end: size - 1 };
  return { start: Number(first), end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}

/** The parts a `Range` header asks for; undefined: it means nothing, the whole is sent. Throws 416. */
export function readRanges(header: string | undefined, size: number): ByteRange[] | undefined {
  const list = /^bytes=(.+)$/.exec(header ?? "")?.[1]?.split(",");
  if (list === undefined || list.length > maxRanges) return undefined;
  const ranges: ByteRange[] = [];
  for (const text of list) {
    const range = readRange(text, size);
    if (range === undefined) return undefined;
    ranges.push(range);
  }
  const satisfiable = ranges.filter(({ start, end }) => start < size && start <= end);
  const [first] = ranges;
  if (satisfiable.length === 0 && first !== undefined) {
    if (first.start >= size)
      throw unsatisfiable(`The start offset (${first.start}) exceeded the size of the entity (${size})`);
    throw unsatisfiable(`The end offset (${first.end}) is lower than the start offset (${first.start})`);
  }
  return satisfiable;
}
