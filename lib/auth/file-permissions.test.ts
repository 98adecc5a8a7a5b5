import { describe, expect, test } from "vitest";
import { insertCustomer, setCustomerFolder } from "#db/queries/customers.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { browseFolder } from "#lib/media/browse-folder.ts";
import { createShareLink } from "#lib/media/create-share-link.ts";
import { deleteFile } from "#lib/media/delete-file.ts";
import { deleteShareLink } from "#lib/media/delete-share-link.ts";
import { listCustomerMedia } from "#lib/media/list-customer-media.ts";
import { listShareLinks } from "#lib/media/list-share-links.ts";
import { makeFolder } from "#lib/media/make-folder.ts";
import { moveFile } from "#lib/media/move-file.ts";
import { renameFile } from "#lib/media/rename-file.ts";
import { restoreFile } from "#lib/media/restore-file.ts";
import { searchFiles } from "#lib/media/search-files.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import type { Ctx } from "./context.ts";

const everyone: ActorName[] = ["customer", "mara", "theo", "staff", "admin", "worker", "service"];
const path = "Nora Weiß/Sent Media/a.png";
const hers: ActorName[] = ["mara", "staff", "admin", "worker"];
const frontDesk: ActorName[] = ["staff", "admin", "worker"];

/** Everything that touches files, on those of a customer of Mara's; the names are those who may. */
const verbs: Record<string, [(ctx: Ctx) => Promise<unknown>, ActorName[]]> = {
  browseFolder: [(ctx) => browseFolder(ctx, { path: "Nora Weiß" }), hers],
  browseEverybodys: [(ctx) => browseFolder(ctx, { path: "" }), frontDesk],
  browseNobodys: [(ctx) => browseFolder(ctx, { path: "Flash" }), frontDesk],
  searchFiles: [(ctx) => searchFiles(ctx, { text: "xx", path: "Nora Weiß" }), hers],
  searchEverywhere: [(ctx) => searchFiles(ctx, { text: "xx" }), frontDesk],
  makeFolder: [(ctx) => makeFolder(ctx, { path: "Nora Weiß/x" }), hers],
  makeCustomersFolder: [(ctx) => makeFolder(ctx, { path: "Lena" }), frontDesk],
  moveFile: [(ctx) => moveFile(ctx, { from: path, to: "Nora Weiß/b.png" }), hers],
  moveFileAway: [(ctx) => moveFile(ctx, { from: path, to: "Flash/b.png" }), frontDesk],
  moveFileHere: [(ctx) => moveFile(ctx, { from: "Flash/b.png", to: path }), frontDesk],
  renameFile: [(ctx) => renameFile(ctx, { path, name: "b.png" }), hers],
  deleteFile: [(ctx) => deleteFile(ctx, { path }), hers],
  restoreFile: [(ctx) => restoreFile(ctx, { path, deletedMs: 0 }), hers],
  createShareLink: [(ctx) => createShareLink(ctx, { path }), frontDesk],
  listShareLinks: [(ctx) => listShareLinks(ctx, { path }), frontDesk],
  deleteShareLink: [(ctx) => deleteShareLink(ctx, { path, id: "1" }), frontDesk],
  listCustomerMedia: [(ctx) => listCustomerMedia(ctx, "nora"), hers],
};

/** What the question of permission was answered with: who may gets as far as the Nextcloud that is not there. */
async function answer(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "answered";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    if (error instanceof UpstreamError && error.kind === "not-configured") return "allowed";
    throw error;
  }
}

describe("who may", () => {
  test.each(Object.keys(verbs))("%s", async (name) => {
    const [verb, allowed] = verbs[name] ?? [];
    if (!verb || !allowed) throw new Error("no such verb");
    const studio = await openStudio();
    const customer = { id: "nora", name: "Nora Weiß", email: "", phone: "", createdAt: 0 };
    await insertCustomer(studio.db, {
      customer: { ...customer, source: "hand", createdBy: "user-mara" },
      tags: [],
      audit: auditLine("nora"),
    });
    await setCustomerFolder(studio.db, "nora", { folder: "Nora Weiß", folderId: null });
    for (const actor of everyone) {
      const told = await answer(verb(studio.ctx(actor)));
      if (allowed.includes(actor)) expect(told, actor).toBe("allowed");
      else if (actor === "customer") expect(told, actor).toBe("not_signed_in");
      else if (actor === "service") expect(told, actor).toBe("not_allowed");
      // Artists are not told apart what is not theirs and what is not there.
      else expect(["not_allowed", "not_found"], actor).toContain(told);
    }
  });
});

test("an appointment with an artist opens the customer's files to them", async () => {
  const studio = await openStudio();
  await studio.request({ artistId: "theo", clientName: "Ina Berg", clientEmail: "ina@example.org" });
  const [row] = studio.db.$client.prepare<[], { id: string }>("SELECT id FROM customers").all();
  if (!row) throw new Error("The booking made no customer");
  await setCustomerFolder(studio.db, row.id, { folder: "Ina Berg", folderId: null });
  const browse = (actor: ActorName) =>
    answer(browseFolder(studio.ctx(actor), { path: "Ina Berg/Sent Media" }));
  expect([await browse("theo"), await browse("mara")]).toEqual(["allowed", "not_found"]);
});
