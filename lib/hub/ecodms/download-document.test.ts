import { readdir, rm, writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { countPaidCalls } from "#db/queries/integrations.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { listFolders } from "#lib/integrations/ecodms/list-folders.ts";
import { closeIdleSessions } from "#lib/integrations/ecodms/session.ts";
import { openEcoDms } from "#tests/support/ecodms-archive.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { askConnector } from "../ask-connector.ts";
import { documentFolder } from "../kept-documents.ts";
import { monthOf } from "../month-of.ts";
import { downloadDocument } from "./download-document.ts";

async function open() {
  const { archive, system, variables } = await openEcoDms({ now: Date.now });
  const studio = await openStudio({ variables });
  const ctx = studio.ctx("staff");
  const read = async (
    id: number,
    { version, env = {} }: { version?: number; env?: Partial<Ctx["env"]> } = {},
  ) => {
    const { body } = await downloadDocument({ ...ctx, env: { ...ctx.env, ...env } }, { id, version });
    return (await buffer(body)).toString("latin1");
  };
  const paid = async () => [
    archive.paid().downloads,
    await countPaidCalls(ctx.db, "ecodms", monthOf(ctx.now())),
  ];
  return { archive, system, ctx, read, paid };
}

test("the same file is paid for once, however the archive is written and who asks", async () => {
  const { ctx, read, paid } = await open();
  const first = await read(13);
  expect(first).toContain("(Version 2)");
  expect(await read(13, { version: 2 })).toBe(first);
  for (const address of [`${ctx.env.ECODMS_API_URL}/`, `${ctx.env.ECODMS_API_URL}/api`])
    expect(await read(13, { env: { ECODMS_API_URL: address } })).toBe(first);
  expect(await paid()).toEqual([1, 1]);
  expect(await read(13, { version: 1 })).toContain("(Version 1)");
  expect(await paid()).toEqual([2, 2]);
});

test("a new version is another file, the one before stays what it was", async () => {
  const { archive, read, paid } = await open();
  const second = await read(13);
  archive.addVersion(13, Buffer.from("%PDF-1.4 Version 3"));
  expect(await read(13)).toBe("%PDF-1.4 Version 3");
  expect(await read(13, { version: 2 })).toBe(second);
  expect(await paid()).toEqual([2, 2]);
});

test("how a document is classified makes it no other file", async () => {
  const { archive, read, paid } = await open();
  const first = await read(5);
  for (const row of archive.classifications)
    Object.assign(row.attributes, { ctimestamp: "2026-11-30 10:00:00", status: "1", bemerkung: "Renamed" });
  expect(await read(5)).toBe(first);
  expect(await paid()).toEqual([1, 1]);
});

test("where the disk takes nothing, nothing is paid, and nobody's place is taken", async () => {
  const { archive, ctx, read, paid } = await open();
  const folder = documentFolder(ctx.env);
  await writeFile(folder, "a file in the way of the folder");
  for (let one = 0; one < 4; one++) await expect(read(5)).rejects.toThrow();
  expect(await paid()).toEqual([0, 0]);
  expect(await askConnector(ctx, "ecodms", listFolders)).not.toEqual([]);
  await rm(folder);
  expect(await read(5)).toContain("Document 5");
  expect(await readdir(folder)).toHaveLength(1);
  await closeIdleSessions();
  expect(archive.connections()).toBe(0);
});
