import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Env, parseEnv } from "#lib/core/env.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { openSpooled, spooledSize, verifySpooled } from "./open-spooled.ts";
import { removeSpooled } from "./remove-spooled.ts";
import { countSpoolKeys, resealSpool } from "./reseal-spool.ts";
import { HEADER_BYTES, SEALED_SEGMENT_BYTES, SEGMENT_BYTES } from "./sealed-format.ts";
import { spoolFile } from "./spool-file.ts";
import { listSpool, spoolBytes } from "./spool-usage.ts";

const ID = "mediaaaaaaaaaaaaaaaa";
const OLD_KEY = "the-key-of-yesterday-123";
const NEW_KEY = "the-key-of-today-1234567";

async function openEnv(more: Record<string, string> = {}): Promise<Env> {
  const folder = await mkdtemp(path.join(tmpdir(), "spool-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return parseEnv({
    DATABASE_URL: `file:${folder}/parlour.db`,
    PARLOUR_SPOOL_DIR: path.join(folder, "waiting"),
    PARLOUR_ENCRYPTION_KEY: OLD_KEY,
    ...more,
  });
}

const fileOf = (env: Env, id = ID) => path.join(env.PARLOUR_SPOOL_DIR ?? "", id);

/** Bytes in which every place differs from its neighbours. */
function bytes(length: number): Buffer {
  const all = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) all[at] = (at * 31 + (at >> 8) * 7 + (at >> 16)) & 255;
  return all;
}

const spool = (env: Env, content: Buffer, id = ID, maximumBytes = 1e9) =>
  spoolFile(env, id, Readable.from([content], { objectMode: false }), { maximumBytes });

async function read(env: Env, id = ID): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of openSpooled(env, id)) parts.push(part);
  return Buffer.concat(parts);
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof UpstreamError) return error.reason;
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );

describe("what is spooled", () => {
  test.each([
    0,
    1,
    SEGMENT_BYTES - 1,
    SEGMENT_BYTES,
    SEGMENT_BYTES + 1,
    3 * SEGMENT_BYTES,
    3 * SEGMENT_BYTES + 17,
  ])("comes back as it was: %i bytes", async (length) => {
    const env = await openEnv();
    const content = bytes(length);
    expect(await spool(env, content)).toEqual({ size: length, spoolId: ID });
    expect(await spooledSize(env, ID)).toBe(length);
    expect((await read(env)).equals(content)).toBe(true);
    await verifySpooled(env, ID);
    expect(await readdir(env.PARLOUR_SPOOL_DIR ?? "")).toEqual([ID]);
  });

  test("cannot be read on disk, by nobody else either", async () => {
    const env = await openEnv();
    const content = Buffer.from("consent form ".repeat(9000));
    await spool(env, content);
    const sealed = await readFile(fileOf(env));
    expect(sealed.includes("consent")).toBe(false);
    expect((await stat(fileOf(env))).mode & 0o777).toBe(0o600);
    expect((await stat(env.PARLOUR_SPOOL_DIR ?? "")).mode & 0o777).toBe(0o700);
    await spool(env, content, "another-one");
    expect((await readFile(fileOf(env, "another-one"))).equals(sealed)).toBe(false);
  });

  test("does not care in which pieces it came", async () => {
    const env = await openEnv();
    const content = bytes(200_000);
    const pieces = [0, 1, 2, 65_000, 65_536, 65_537, 131_072, 200_000];
    const parts = pieces.slice(1).map((end, index) => content.subarray(pieces[index], end));
    await spoolFile(env, ID, Readable.from(parts, { objectMode: false }), { maximumBytes: 1e9 });
    expect((await read(env)).equals(content)).toBe(true);
  });

  test("lies beside the database where no folder is named", async () => {
    const env = { ...(await openEnv()), PARLOUR_SPOOL_DIR: undefined };
    await spool(env, bytes(10));
    const beside = path.join(path.dirname(env.DATABASE_URL.slice("file:".length)), "spool");
    expect(await readdir(beside)).toEqual([ID]);
    expect((await read(env)).equals(bytes(10))).toBe(true);
  });

  test("is gone once it is removed, twice too", async () => {
    const env = await openEnv();
    await spool(env, bytes(10));
    await removeSpooled(env, ID);
    await removeSpooled(env, ID);
    expect(await outcome(read(env))).toBe("spool-missing");
    expect(await spooledSize(env, ID)).toBeNull();
    expect(await readdir(env.PARLOUR_SPOOL_DIR ?? "")).toEqual([]);
  });
});

test.each(["", "..", "../parlour.db", "a/b", "A", "x.part", "a".repeat(65), "ab\u0000cdefgh"])(
  "no name leads out of the folder: %j",
  async (id) => {
    const env = await openEnv();
    await expect(spool(env, bytes(1), id)).rejects.toThrow(/no id/);
    await expect(read(env, id)).rejects.toThrow(/no id|damaged/);
    await expect(removeSpooled(env, id)).rejects.toThrow(/no id/);
  },
);

describe("a file that was tampered with is never given to its end:", () => {
  const LENGTH = 3 * SEGMENT_BYTES + 1000;
  const segmentAt = (index: number) => HEADER_BYTES + index * SEALED_SEGMENT_BYTES;
  const flip = (at: number) => (sealed: Buffer) => {
    const copy = Buffer.from(sealed);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  const pieces = (sealed: Buffer) => ({
    header: sealed.subarray(0, HEADER_BYTES),
    first: sealed.subarray(segmentAt(0), segmentAt(1)),
    second: sealed.subarray(segmentAt(1), segmentAt(2)),
    third: sealed.subarray(segmentAt(2), segmentAt(3)),
    last: sealed.subarray(segmentAt(3)),
  });
  // How much may be given before it is noticed: segments that are as they were.
  test.each<[string, number, (sealed: Buffer) => Buffer]>([
    ["a bit of the mark", 0, flip(0)],
    ["a bit of the key's id", 0, flip(9)],
    ["a bit of the salt", 0, flip(20)],
    ["a bit of the nonce", 0, flip(HEADER_BYTES - 1)],
    ["the first byte", 0, flip(segmentAt(0))],
    ["a tag", 0, flip(segmentAt(1) - 1)],
    ["a byte of the second segment", 1, flip(segmentAt(1) + 500)],
    ["the last byte", 3, (sealed) => flip(sealed.length - 1)(sealed)],
    ["one byte missing at the end", 3, (sealed) => sealed.subarray(0, -1)],
    ["the last segment missing", 2, (sealed) => sealed.subarray(0, segmentAt(3))],
    ["everything after the first segment missing", 0, (sealed) => sealed.subarray(0, segmentAt(1))],
    ["half of a segment missing", 1, (sealed) => sealed.subarray(0, segmentAt(1) + 30_000)],
    ["every segment missing", 0, (sealed) => sealed.subarray(0, HEADER_BYTES)],
    ["half of the header missing", 0, (sealed) => sealed.subarray(0, 20)],
    ["nothing left", 0, () => Buffer.alloc(0)],
    ["a byte more", 3, (sealed) => Buffer.concat([sealed, Buffer.from("x")])],
    [
      "two segments exchanged",
      0,
      (sealed) => {
        const { header, first, second, third, last } = pieces(sealed);
        return Buffer.concat([header, second, first, third, last]);
      },
    ],
    [
      "a segment doubled",
      1,
      (sealed) => {
        const { header, first, second, third, last } = pieces(sealed);
        return Buffer.concat([header, first, first, second, third, last]);
      },
    ],
    [
      "a segment left out",
      1,
      (sealed) => {
        const { header, first, third, last } = pieces(sealed);
        return Buffer.concat([header, first, third, last]);
      },
    ],
    [
      "the last segment doubled",
      3,
      (sealed) => {
        const { header, first, second, third, last } = pieces(sealed);
        return Buffer.concat([header, first, second, third, last, last]);
      },
    ],
  ])("%s", async (_what, mostSegments, change) => {
    const env = await openEnv();
    const content = bytes(LENGTH);
    await spool(env, content);
    await writeFile(fileOf(env), change(await readFile(fileOf(env))));
    let given = 0;
    const reading = (async () => {
      for await (const part of openSpooled(env, ID)) {
        expect(content.subarray(given, given + part.length).equals(part)).toBe(true);
        given += part.length;
      }
    })();
    expect(await outcome(reading)).toBe("spool-damaged");
    expect(given).toBeLessThanOrEqual(mostSegments * SEGMENT_BYTES);
    expect(await outcome(verifySpooled(env, ID))).toBe("spool-damaged");
  });

  test("one file put in the place of another", async () => {
    const env = await openEnv();
    await spool(env, bytes(1000));
    await spool(env, bytes(2000), "another-one");
    await writeFile(fileOf(env), await readFile(fileOf(env, "another-one")));
    expect(await outcome(read(env))).toBe("spool-damaged");
    expect((await read(env, "another-one")).length).toBe(2000);
  });

  test("a segment of another file under the same key", async () => {
    const env = await openEnv();
    await spool(env, bytes(LENGTH));
    await spool(env, bytes(LENGTH), "another-one");
    const [one, other] = [await readFile(fileOf(env)), await readFile(fileOf(env, "another-one"))];
    other.copy(one, segmentAt(1), segmentAt(1), segmentAt(2));
    await writeFile(fileOf(env), one);
    expect(await outcome(read(env))).toBe("spool-damaged");
  });
});

describe("nothing is left of", () => {
  test("a body that breaks off", async () => {
    const env = await openEnv();
    async function* broken() {
      yield bytes(100_000);
      throw new Error("cut");
    }
    const body = Readable.from(broken(), { objectMode: false });
    await expect(spoolFile(env, ID, body, { maximumBytes: 1e9 })).rejects.toThrow("cut");
    expect(await readdir(env.PARLOUR_SPOOL_DIR ?? "")).toEqual([]);
  });

  test("a body that is destroyed", async () => {
    const env = await openEnv();
    const body = new Readable({ read: () => undefined });
    body.push(bytes(100_000));
    const spooling = spoolFile(env, ID, body, { maximumBytes: 1e9 });
    body.destroy(new Error("gone"));
    await expect(spooling).rejects.toThrow("gone");
    expect(await readdir(env.PARLOUR_SPOOL_DIR ?? "").catch(() => [])).toEqual([]);
  });

  test("a body that is larger than allowed", async () => {
    const env = await openEnv();
    expect(await outcome(spool(env, bytes(1001), ID, 1000))).toBe("too_large");
    expect(await readdir(env.PARLOUR_SPOOL_DIR ?? "")).toEqual([]);
    expect(await outcome(spool(env, bytes(1000), ID, 1000))).toBe("done");
  });
});

test("what a process left unfinished is no file", async () => {
  const env = await openEnv();
  await spool(env, bytes(200_000));
  const sealed = await readFile(fileOf(env));
  await writeFile(`${fileOf(env, "died-meanwhile")}.part`, sealed.subarray(0, 90_000));
  expect(await outcome(read(env, "died-meanwhile"))).toBe("spool-missing");
  expect((await listSpool(env)).filter(({ isWhole }) => isWhole).map(({ name }) => name)).toEqual([ID]);
});

describe("the spool is bounded", () => {
  test("in all, with what is being written", async () => {
    const env = await openEnv({ PARLOUR_SPOOL_MAX_MB: "1" });
    await spool(env, bytes(600_000));
    expect(await outcome(spool(env, bytes(600_000), "another-one"))).toBe("quota_exceeded");
    expect(await readdir(env.PARLOUR_SPOOL_DIR ?? "")).toEqual([ID]);
    expect(await outcome(spool(env, bytes(300_000), "another-one"))).toBe("done");
    await removeSpooled(env, ID);
    expect(await outcome(spool(env, bytes(600_000)))).toBe("done");
    expect(await spoolBytes(env)).toBeLessThan(1024 * 1024);
  });

  test("switched off, it takes nothing", async () => {
    const env = await openEnv({ PARLOUR_SPOOL_MAX_MB: "0" });
    expect(await outcome(spool(env, bytes(1)))).toBe("quota_exceeded");
  });

  test("a file without end stops at the limit instead of filling the disk", async () => {
    const env = await openEnv({ PARLOUR_SPOOL_MAX_MB: "20" });
    const piece = bytes(1_000_000);
    let given = 0;
    async function* endless() {
      for (;;) {
        given += piece.length;
        yield piece;
      }
    }
    const body = Readable.from(endless(), { objectMode: false });
    expect(await outcome(spoolFile(env, ID, body, { maximumBytes: 1e12 }))).toBe("quota_exceeded");
    expect(given).toBeLessThan(40_000_000);
    expect(await readdir(env.PARLOUR_SPOOL_DIR ?? "")).toEqual([]);
  });
});

describe("another key", () => {
  test("opens nothing, unless the one before is still known", async () => {
    const env = await openEnv();
    await spool(env, bytes(1000));
    const changed = { ...env, PARLOUR_ENCRYPTION_KEY: NEW_KEY };
    expect(await outcome(read(changed))).toBe("spool-damaged");
    const both = { ...changed, PARLOUR_ENCRYPTION_KEY_PREVIOUS: OLD_KEY };
    expect((await read(both)).equals(bytes(1000))).toBe(true);
  });

  test("seals what waits anew, so that the one before is not needed any more", async () => {
    const env = await openEnv();
    await spool(env, bytes(200_000));
    await spool(env, bytes(5), "another-one");
    await spool(env, bytes(7), "damaged-one");
    const damaged = await readFile(fileOf(env, "damaged-one"));
    await writeFile(fileOf(env, "damaged-one"), damaged.subarray(0, -1));
    const changed = { ...env, PARLOUR_ENCRYPTION_KEY: NEW_KEY };
    expect(await countSpoolKeys(changed)).toEqual({ current: 0, outdated: 0, lost: 3 });
    const both = { ...changed, PARLOUR_ENCRYPTION_KEY_PREVIOUS: OLD_KEY };
    expect(await countSpoolKeys(both)).toEqual({ current: 0, outdated: 3, lost: 0 });
    // The damaged one stays as it is: whatever can still be learnt from it is not touched.
    expect(await resealSpool(both)).toEqual({ resealed: 2, current: 2, outdated: 1, lost: 0 });
    expect(await resealSpool(both)).toEqual({ resealed: 0, current: 2, outdated: 1, lost: 0 });
    expect((await read(changed)).equals(bytes(200_000))).toBe(true);
    expect((await read(changed, "another-one")).equals(bytes(5))).toBe(true);
    expect((await readdir(env.PARLOUR_SPOOL_DIR ?? "")).toSorted()).toEqual(
      [ID, "another-one", "damaged-one"].toSorted(),
    );
  });
});

test("the time of the last write is what the disk says", async () => {
  const env = await openEnv();
  await spool(env, bytes(10));
  await utimes(fileOf(env), 1000, 1000);
  expect(await listSpool(env)).toEqual([
    { name: ID, isWhole: true, sealedBytes: HEADER_BYTES + 26, writtenMs: 1_000_000 },
  ]);
});
