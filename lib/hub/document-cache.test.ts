import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { customer, worker } from "#lib/auth/actor.ts";
import { DAY } from "#lib/core/clock.ts";
import { parseEnv } from "#lib/core/env.ts";
import { testDatabase } from "#tests/support/test-database.ts";
import { openCachedDocument } from "./document-cache.ts";
import { resealDocuments } from "./ecodms/reseal-documents.ts";
import { sweepDocuments } from "./ecodms/sweep-documents.ts";
import { documentFolder, type IncomingDocument } from "./kept-documents.ts";

const MB = 1024 * 1024;

async function open(variables: Record<string, string> = {}) {
  const { url } = await testDatabase();
  const env = parseEnv({
    DATABASE_URL: url,
    PARLOUR_ENCRYPTION_KEY: "a-key-of-the-tests-123456",
    ...variables,
  });
  let fetches = 0;
  const fetching =
    (content: Buffer, name: string | null = "Consent Zoë.pdf") =>
    async (keep: (document: IncomingDocument) => Promise<void>) => {
      fetches += 1;
      await keep({ name, body: slowly(content) });
    };
  const read = async (key: string, content: Buffer, maximumBytes?: number) => {
    const { name, size, body } = await openCachedDocument(env, [key], fetching(content), { maximumBytes });
    const bytes = await buffer(body);
    expect(size).toBe(bytes.length);
    return { name, bytes };
  };
  const folder = documentFolder(env);
  return { env, url, folder, fetching, read, fetches: () => fetches, files: () => readdir(folder) };
}

async function* slowly(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += 50_000) {
    await setImmediate();
    yield content.subarray(at, at + 50_000);
  }
}

test.each([0, 1, 65_000, 65_536, 200_001])("%i bytes come back as they were, fetched once", async (size) => {
  const cache = await open();
  const content = Buffer.alloc(size, "Nora Weiß ");
  for (const _again of [1, 2, 3])
    expect(await cache.read("5", content)).toEqual({ name: "Consent Zoë.pdf", bytes: content });
  expect(cache.fetches()).toBe(1);
  const [file = ""] = await cache.files();
  expect(await cache.files()).toHaveLength(1);
  // Sealed, and nobody else's.
  const sealed = await readFile(path.join(cache.folder, file));
  expect(sealed.includes("Nora")).toBe(false);
  expect(sealed.includes("Consent")).toBe(false);
  expect((await stat(path.join(cache.folder, file))).mode & 0o077).toBe(0);
});

test("twenty who ask at once share one fetch; what else it is has a place of its own", async () => {
  const cache = await open();
  const content = Buffer.alloc(300_000, "x");
  const all = await Promise.all(Array.from({ length: 20 }, () => cache.read("5", content)));
  expect(all.every(({ bytes }) => bytes.equals(content))).toBe(true);
  expect(cache.fetches()).toBe(1);
  const other = Buffer.from("another version");
  expect((await cache.read("5, version 2", other)).bytes).toEqual(other);
  expect(cache.fetches()).toBe(2);
});

test("who comes at any moment of a fetch shares it", async () => {
  const cache = await open();
  const content = Buffer.from("paid for once");
  for (let round = 1; round <= 20; round++) {
    const readers = [];
    for (let moment = 0; moment < 60; moment++) {
      readers.push(cache.read(`document ${round}`, content));
      await setImmediate();
    }
    for (const { bytes } of await Promise.all(readers)) expect(bytes).toEqual(content);
    expect(cache.fetches()).toBe(round);
  }
});

test("what breaks off is told to all who wait, and nothing of it is kept", async () => {
  const cache = await open();
  async function* broken() {
    yield Buffer.alloc(100_000, "x");
    throw new Error("The line went dead.");
  }
  const tries = [1, 2, 3].map(() =>
    openCachedDocument(cache.env, ["5"], (keep) => keep({ name: null, body: broken() })),
  );
  for (const one of tries) await expect(one).rejects.toThrow("The line went dead.");
  expect(await cache.files()).toEqual([]);
  expect((await cache.read("5", Buffer.from("whole"))).bytes.toString()).toBe("whole");
});

test.each([
  ["changed in the middle", (sealed: Buffer) => void sealed.writeUInt8(sealed.readUInt8(90_000) ^ 1, 90_000)],
  ["cut off", (sealed: Buffer) => sealed.subarray(0, 100_000)],
  ["cut off after a segment", (sealed: Buffer) => sealed.subarray(0, 55 + 65_552)],
  ["emptied", () => Buffer.alloc(0)],
  ["something else", () => Buffer.alloc(200_000, "y")],
])("a file that is %s is not served, but fetched anew", async (_how, damage) => {
  const cache = await open();
  const content = Buffer.alloc(200_000, "x");
  await cache.read("5", content);
  const [file = ""] = await cache.files();
  const sealed = await readFile(path.join(cache.folder, file));
  await writeFile(path.join(cache.folder, file), damage(sealed) ?? sealed);
  expect((await cache.read("5", content)).bytes.equals(content)).toBe(true);
  expect(cache.fetches()).toBe(2);
});

test("a changed key opens what was kept as long as the one before is known", async () => {
  const cache = await open();
  const content = Buffer.from("paid for once");
  await cache.read("5", content);
  const next = { DATABASE_URL: cache.url, PARLOUR_ENCRYPTION_KEY: "another-key-of-the-tests" };
  const known = parseEnv({ ...next, PARLOUR_ENCRYPTION_KEY_PREVIOUS: "a-key-of-the-tests-123456" });
  const kept = await openCachedDocument(known, ["5"], cache.fetching(content));
  expect([await buffer(kept.body), cache.fetches()]).toEqual([content, 1]);
  const lost = await openCachedDocument(parseEnv(next), ["5"], cache.fetching(content));
  expect([await buffer(lost.body), cache.fetches()]).toEqual([content, 2]);
});

const OLD_MS = 3 * 60 * 60_000;
async function age(cache: Awaited<ReturnType<typeof open>>, ms = OLD_MS) {
  const old = new Date(Date.now() - ms);
  for (const file of await cache.files()) await utimes(path.join(cache.folder, file), old, old);
}

test("only so much is kept: what was not read for longest goes, and what a dead process left", async () => {
  const cache = await open();
  const content = Buffer.alloc(MB, "x");
  for (const key of ["a", "b", "c"]) await cache.read(key, content, 3.5 * MB);
  await writeFile(path.join(cache.folder, `${"0".repeat(48)}-${randomUUID()}.part`), "half");
  await age(cache);
  await cache.read("a", content, 3.5 * MB);
  await cache.read("d", content, 2.5 * MB);
  expect(await cache.files()).toHaveLength(2);
  expect(cache.fetches()).toBe(4);
  await cache.read("a", content, 2.5 * MB);
  await cache.read("d", content, 2.5 * MB);
  expect(cache.fetches()).toBe(4);
  await age(cache, 31 * DAY);
  await cache.read("e", content, 2.5 * MB);
  expect(await cache.files()).toHaveLength(1);
  // One that is larger than everything allowed is served all the same.
  const large = Buffer.alloc(6 * MB, "z");
  expect((await cache.read("large", large, 2.5 * MB)).bytes.equals(large)).toBe(true);
});

test("what is being written counts, too, and is left alone", async () => {
  const cache = await open();
  await cache.read("a", Buffer.alloc(MB, "x"), 3.5 * MB);
  await age(cache);
  const unfinished = `${"0".repeat(48)}-${randomUUID()}.part`;
  await writeFile(path.join(cache.folder, unfinished), Buffer.alloc(3 * MB));
  await cache.read("b", Buffer.alloc(MB, "x"), 3.5 * MB);
  expect(await cache.files()).toContain(unfinished);
  await cache.read("a", Buffer.alloc(MB, "x"), 3.5 * MB);
  expect(cache.fetches()).toBe(3);
});

test("several at once, each larger than everything allowed, are all served and paid for once", async () => {
  const cache = await open();
  for (let round = 0; round < 3; round++) {
    const contents = ["a", "b", "c"].map((key) => Buffer.alloc(3 * MB, key));
    const all = await Promise.all(contents.map((one, index) => cache.read(`${round} ${index}`, one, 2 * MB)));
    for (const [index, { bytes }] of all.entries()) expect(bytes.equals(contents[index] ?? bytes)).toBe(true);
  }
  expect(cache.fetches()).toBe(9);
  const left = await Promise.all((await cache.files()).map((file) => stat(path.join(cache.folder, file))));
  expect(left.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(4 * MB);
});

test("files of somebody else's are never touched", async () => {
  const cache = await open();
  await mkdir(cache.folder, { recursive: true });
  const theirs = ["tax-return-2019.pdf", "left-over.part", "a".repeat(47), `${"a".repeat(48)}.part`];
  for (const name of theirs) await writeFile(path.join(cache.folder, name), "theirs");
  await age(cache, 400 * DAY);
  await cache.read("5", Buffer.alloc(MB, "x"), 1);
  await sweepDocuments({ actor: worker, env: cache.env });
  expect(await cache.files()).toEqual(expect.arrayContaining(theirs));
});

test("the daily sweep removes what nobody read for 30 days", async () => {
  const cache = await open();
  await cache.read("5", Buffer.from("old"));
  await age(cache, 29 * DAY);
  await sweepDocuments({ actor: worker, env: cache.env });
  expect(await cache.files()).toHaveLength(1);
  await age(cache, 31 * DAY);
  await sweepDocuments({ actor: worker, env: cache.env });
  expect(await cache.files()).toEqual([]);
  await expect(sweepDocuments({ actor: customer, env: cache.env })).rejects.toMatchObject({
    code: expect.stringMatching(/^not_/),
  });
});

test("nothing is fetched where the disk does not take it, or there is no key", async () => {
  const cache = await open();
  await writeFile(cache.folder, "a file in the way of the folder");
  await expect(cache.read("5", Buffer.from("paid for"))).rejects.toThrow();
  const keyless = parseEnv({ DATABASE_URL: (await testDatabase()).url });
  await expect(openCachedDocument(keyless, ["5"], cache.fetching(Buffer.alloc(1)))).rejects.toThrow(
    "PARLOUR_ENCRYPTION_KEY",
  );
  expect(cache.fetches()).toBe(0);
});

test("a changed key seals everything that is kept anew; when it was read stays known", async () => {
  const cache = await open();
  const content = Buffer.alloc(200_000, "paid for once ");
  await cache.read("5", content);
  await age(cache, 29 * DAY);
  const next = { DATABASE_URL: cache.url, PARLOUR_ENCRYPTION_KEY: "another-key-of-the-tests" };
  expect(await resealDocuments(parseEnv(next))).toEqual({ resealed: 0, current: 0, lost: 1 });
  const known = parseEnv({ ...next, PARLOUR_ENCRYPTION_KEY_PREVIOUS: "a-key-of-the-tests-123456" });
  expect(await resealDocuments(known)).toEqual({ resealed: 1, current: 1, lost: 0 });
  expect(await resealDocuments(known)).toEqual({ resealed: 0, current: 1, lost: 0 });
  const [file = ""] = await cache.files();
  expect(await cache.files()).toHaveLength(1);
  expect(Date.now() - (await stat(path.join(cache.folder, file))).mtimeMs).toBeGreaterThan(28 * DAY);
  const kept = await openCachedDocument(parseEnv(next), ["5"], cache.fetching(content));
  expect([(await buffer(kept.body)).equals(content), cache.fetches()]).toEqual([true, 1]);
});

test.runIf(process.platform === "linux")("who leaves before reading leaves no file open", async () => {
  const cache = await open();
  await cache.read("5", Buffer.alloc(200_000, "x"));
  const descriptors = async () => (await readdir("/proc/self/fd")).length;
  const before = await descriptors();
  for (let one = 0; one < 30; one++) {
    const { body } = await openCachedDocument(cache.env, ["5"], cache.fetching(Buffer.alloc(1)));
    body.destroy();
    await new Promise((resolve) => body.once("close", resolve));
  }
  await setImmediate();
  expect(await descriptors()).toBeLessThan(before + 10);
});

test("a document without end is given up", async () => {
  const cache = await open();
  const piece = Buffer.alloc(8 * MB);
  async function* endless() {
    for (;;) yield piece;
  }
  const asked = openCachedDocument(cache.env, ["5"], (keep) => keep({ name: null, body: endless() }), {
    documentBytes: 20 * MB,
  });
  await expect(asked).rejects.toMatchObject({ code: "too_large" });
  expect(await cache.files()).toEqual([]);
});
