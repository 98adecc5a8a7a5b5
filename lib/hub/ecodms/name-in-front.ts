const LENGTH_BYTES = 4;
const MOST_META_BYTES = 16_384;

/** What is kept: the length of the name as JSON, the name, the document. */
export async function* withName(
  name: string | null,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const meta = Buffer.from(JSON.stringify(name?.slice(0, 1000) ?? null), "utf8");
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(meta.length);
  yield Buffer.concat([length, meta]);
  yield* body;
}

/** The name in front, the bytes it took, and what of the first piece is the document's. @throws Error where there is none */
export async function headOf(
  pieces: AsyncGenerator<Buffer>,
): Promise<{ name: string | null; bytes: number; rest: Buffer }> {
  // A segment is larger than any name.
  const { value: first, done } = await pieces.next();
  if (done || first.length < LENGTH_BYTES) throw new Error("There is no name in front.");
  const bytes = LENGTH_BYTES + first.readUInt32BE();
  if (bytes > MOST_META_BYTES || bytes > first.length) throw new Error("There is no name in front.");
  const name: unknown = JSON.parse(first.toString("utf8", LENGTH_BYTES, bytes));
  return { name: typeof name === "string" ? name : null, bytes, rest: first.subarray(bytes) };
}
