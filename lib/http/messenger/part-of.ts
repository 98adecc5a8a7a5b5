import { singleRange } from "../files/single-range.ts";

/** Bytes of a file, both included. */
export interface Part {
  first: number;
  last: number;
}

/**
 * The one part of a file of `size` bytes that a Range header asks for (RFC 9110, section 14.1.2); null for all of it,
 * `outside` where it asks for nothing that is there.
 */
export function partOf(size: number, header: string | undefined): Part | "outside" | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(singleRange(header) ?? "");
  if (!found) return null;
  const [, from = "", to = ""] = found;
  if (from === "") {
    const length = Math.min(Number(to), size);
    return length === 0 ? "outside" : { first: size - length, last: size - 1 };
  }
  const first = Number(from);
  if (first >= size) return "outside";
  return { first, last: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}
