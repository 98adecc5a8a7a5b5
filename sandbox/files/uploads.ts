import {
  appendFileSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { copyFile, type FileHandle, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const chunkSchema = z.object({
  name: z.string(),
  number: z.number(),
  size: z.number(),
  modified: z.number(),
  /** Where it lies in the file that grows; null: in a file of its own. */
  offset: z.number().nullable(),
});

export type Chunk = z.infer<typeof chunkSchema>;

/** An upload in pieces. `chunks` is in the order of their numbers. */
export type Upload = {
  readonly created: number;
  chunks(): Chunk[];
  size(): number;
  /** Takes one piece; `write` puts it into the open file from the position on and answers its bytes. */
  put(
    piece: { name: string; announced: number | undefined; now: number },
    write: (file: FileHandle, position: number) => Promise<number>,
  ): Promise<void>;
  /** Makes one file of it, at a path that is free. The upload is used up. */
  assemble(target: string): Promise<void>;
  remove(): void;
};

/** What is not finished after a day is thrown away. */
const lifetimeMs = 86_400_000;

const readLog = (file: string): Chunk[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => chunkSchema.parse(JSON.parse(line)));

async function append(target: FileHandle, position: number, source: string): Promise<number> {
  const from = await open(source);
  const buffer = Buffer.allocUnsafeSlow(1 << 20);
  let at = position;
  try {
    for (;;) {
      const { bytesRead } = await from.read(buffer);
      if (bytesRead === 0) return at;
      await target.write(buffer, 0, bytesRead, at);
      at += bytesRead;
    }
  } finally {
    await from.close();
  }
}

/**
 * Pieces of one size, as clients cut them, are written straight to where they belong in one file, in whatever order
 * they come: making the whole is a rename then. A piece that does not fit waits in a file of its own.
 */
function openUpload(folder: string, created: number): Upload {
  const whole = join(folder, "whole");
  const log = join(folder, "chunks.log");
  const chunks = new Map(readLog(log).map((chunk) => [chunk.number, chunk]));
  let pieceBytes = [...chunks.values()].find(({ offset }) => offset !== null)?.size;
  const writing = new Set<number>();
  const inOrder = () => [...chunks.values()].sort((a, b) => a.number - b.number);
  const size = () => inOrder().reduce((sum, chunk) => sum + chunk.size, 0);
  const ownFile = (number: number) => join(folder, `chunk-${number}`);

  async function reorder(ordered: Chunk[]) {
    const fresh = join(folder, "ordered");
    const file = await open(fresh, "w");
    let at = 0;
    try {
      const from = existsSync(whole) ? await open(whole) : undefined;
      const buffer = Buffer.allocUnsafeSlow(1 << 20);
      for (const chunk of ordered) {
        if (chunk.offset === null) at = await append(file, at, ownFile(chunk.number));
        else
          for (let done = 0; from !== undefined && done < chunk.size; ) {
            const wanted = Math.min(buffer.length, chunk.size - done);
            const { bytesRead } = await from.read(buffer, 0, wanted, chunk.offset + done);
            if (bytesRead === 0) throw new Error("A piece is shorter than it was");
            await file.write(buffer, 0, bytesRead, at);
            done += bytesRead;
            at += bytesRead;
          }
      }
      await from?.close();
    } finally {
      await file.close();
    }
    await rename(fresh, whole);
  }

  return {
    created,
    chunks: inOrder,
    size,
    async put({ name, announced, now }, write) {
      const number = Number(name);
      pieceBytes ??= announced;
      const fits = announced !== undefined && pieceBytes !== undefined && announced <= pieceBytes;
      // A piece that is there already stays whole until the new one has come.
      const inWhole = fits && !chunks.has(number) && !writing.has(number);
      const offset = inWhole && pieceBytes !== undefined ? (number - 1) * pieceBytes : null;
      const path = offset === null ? join(folder, `coming-${number}-${process.hrtime.bigint()}`) : whole;
      if (offset !== null) writing.add(number);
      try {
        const file = await open(path, constants.O_RDWR | constants.O_CREAT);
        let bytes: number;
        try {
          bytes = await write(file, offset ?? 0);
        } finally {
          await file.close();
        }
        if (offset === null) await rename(path, ownFile(number));
        const chunk = { name, number, size: bytes, modified: now, offset };
        chunks.set(number, chunk);
        appendFileSync(log, `${JSON.stringify(chunk)}\n`);
      } finally {
        writing.delete(number);
        if (offset === null) rmSync(path, { force: true });
      }
    },
    async assemble(target) {
      const ordered = inOrder();
      let at = 0;
      let isInOrder = true;
      for (const chunk of ordered) {
        if (chunk.offset !== at) isInOrder = false;
        at += chunk.size;
      }
      if (!isInOrder) await reorder(ordered);
      const file = await open(whole, constants.O_RDWR | constants.O_CREAT);
      await file.truncate(at);
      await file.close();
      await rename(whole, target).catch(() => copyFile(whole, target));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The uploads of everybody, kept below `<dataDir>/uploads/<user>/<id>`. */
export function openUploads(dataDir: string) {
  const opened = new Map<string, Upload>();
  const folderOf = (user: string, id: string) => join(dataDir, "uploads", user, encodeURIComponent(id));

  return {
    find(user: string, id: string, now: number): Upload | undefined {
      const folder = folderOf(user, id);
      const birth = join(folder, "created");
      const known = opened.get(folder);
      if (known === undefined && !existsSync(birth)) return undefined;
      const upload = known ?? openUpload(folder, Number(readFileSync(birth, "utf8")));
      if (now - upload.created > lifetimeMs) {
        upload.remove();
        opened.delete(folder);
        return undefined;
      }
      opened.set(folder, upload);
      return upload;
    },
    create(user: string, id: string, now: number) {
      const folder = folderOf(user, id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "chunks.log"), "");
      writeFileSync(join(folder, "created"), String(now));
    },
    remove(user: string, id: string) {
      opened.get(folderOf(user, id))?.remove();
      opened.delete(folderOf(user, id));
    },
  };
}

export type Uploads = ReturnType<typeof openUploads>;
