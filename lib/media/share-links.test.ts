import { expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { ESCAPES } from "#tests/support/escaping-paths.ts";
import { openFilesStudio } from "#tests/support/files-studio.ts";
import { createShareLink } from "./create-share-link.ts";
import { deleteShareLink } from "./delete-share-link.ts";
import { listShareLinks } from "./list-share-links.ts";

const path = "Nora Weiß/Sent Media/Entwurf #2.png";

test("a link is made, listed and ended, each with a history line and without a hash", async () => {
  const studio = await openFilesStudio();
  const ctx = studio.ctx("staff");
  await studio.put(path);
  const share = await createShareLink(ctx, { path, password: "Schwalbe 2026!", expires: "2026-12-24" });
  expect(share).toEqual({
    id: expect.stringMatching(/^\d+$/),
    url: expect.stringMatching(/^https?:\/\//),
    expires: "2026-12-24",
    hasPassword: true,
  });
  expect(await listShareLinks(ctx, { path })).toEqual([share]);
  await deleteShareLink(ctx, { path, id: share.id });
  expect(await listShareLinks(ctx, { path })).toEqual([]);
  await expect(deleteShareLink(ctx, { path, id: share.id })).rejects.toMatchObject({ code: "not_found" });
  const lines = await listAudit(studio.db, "file", path);
  expect(lines).toMatchObject([
    {
      action: "shared",
      actorId: "user-staff",
      detail: { shareId: share.id, expires: "2026-12-24", hasPassword: true },
    },
    { action: "unshared", detail: { shareId: share.id } },
  ]);
  expect(JSON.stringify(lines)).not.toContain("Schwalbe");
});

test("a link to another file is not ended by this one's path", async () => {
  const studio = await openFilesStudio();
  const ctx = studio.ctx("staff");
  await studio.put(path);
  await studio.put("Jonas Gruber/a.png");
  const { id } = await createShareLink(ctx, { path });
  await expect(deleteShareLink(ctx, { path: "Jonas Gruber/a.png", id })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await listShareLinks(ctx, { path })).toHaveLength(1);
});

test("the base, what is not there, and days gone by are refused", async () => {
  const studio = await openFilesStudio();
  const ctx = studio.ctx("admin");
  await studio.put(path);
  await expect(createShareLink(ctx, { path: "" })).rejects.toMatchObject({ code: "not_allowed" });
  await expect(createShareLink(ctx, { path: "Nora Weiß/no.png" })).rejects.toMatchObject({
    code: "not_found",
  });
  for (const expires of ["2026-12-01", "2026-11-30", "1999-01-01"])
    await expect(createShareLink(ctx, { path, expires })).rejects.toMatchObject({
      code: "invalid_input",
      errors: { expires: ["past"] },
    });
  expect(await listShareLinks(ctx, { path })).toEqual([]);
});

test("what Nextcloud's rules refuse is told in its words", async () => {
  const studio = await openFilesStudio();
  await studio.put(path);
  studio.cloud.cloud.files.minimumPasswordLength = 12;
  await expect(createShareLink(studio.ctx("staff"), { path, password: "short" })).rejects.toMatchObject({
    code: "invalid_input",
    errors: { password: [expect.stringMatching(/\S/)] },
  });
});

test("artists make no links, and no link leaves the base", async () => {
  const studio = await openFilesStudio();
  await studio.put(path);
  const mara = studio.ctx("mara");
  for (const attempt of [
    createShareLink(mara, { path }),
    listShareLinks(mara, { path }),
    deleteShareLink(mara, { path, id: "1" }),
  ])
    await expect(attempt).rejects.toMatchObject({ code: "not_allowed" });
  for (const [name, written] of ESCAPES)
    await expect(createShareLink(studio.ctx("admin"), { path: written }), name).rejects.toMatchObject({
      code: "invalid_input",
    });
  expect(studio.proxy.requests).toEqual([]);
});
