import { anyCustomerFolder, claimCustomerFolder, isFolderOwned } from "#db/queries/customer-folders.ts";
import { type CustomerRow, findCustomerRow } from "#db/queries/customers.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { accountPath } from "#lib/media/file-path.ts";
import { deleteFile } from "#lib/nextcloud/files/delete-file.ts";
import type { FilesAt } from "#lib/nextcloud/files/files-at.ts";
import { listFolder } from "#lib/nextcloud/files/list-folder.ts";
import { makeFolder } from "#lib/nextcloud/files/make-folder.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { findFolder } from "./find-folder.ts";
import { numberedFolderName, SUBFOLDERS, safeFolderName } from "./folder-names.ts";

const MAX_SAME_NAMES = 500;
/** Each round decides afresh on who has which folder; more would mean a fight. */
const MAX_ROUNDS = 4;

/**
 * Makes sure that the customer has a folder with its subfolders, and answers its path.
 * @throws UpstreamError, AppError `not_found`, `conflict`
 */
export async function makeFolderFor(ctx: Ctx, at: FilesAt, customerId: string): Promise<string> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const customer = await findCustomerRow(ctx.db, customerId);
    if (!customer) throw new AppError("not_found", "There is no customer with this id.");
    const path = (await standing(ctx, at, customer)) ?? (await fresh(ctx, at, customer));
    if (path === null) continue;
    await makeSubfolders(ctx, at, path);
    return path;
  }
  throw new AppError("conflict", "The customer's folder kept changing. Please try again.");
}

/** The folder the customer has, made again under its name where it is gone for good. */
async function standing(ctx: Ctx, at: FilesAt, customer: CustomerRow): Promise<string | null> {
  if (customer.nextcloudFolder === null) return null;
  const found = await findFolder(ctx, at, customer);
  const path = found?.path ?? customer.nextcloudFolder;
  if (found && found.entry.fileId === customer.nextcloudFolderId) return path;
  if (!found) {
    await requireBase(ctx, at);
    // Its parent is gone with it: a name of its own is looked for.
    const made = await makeFolder(at, accountPath(ctx.env, path)).catch(
      orNullFor("parent-missing", "exists"),
    );
    if (made === null) return null;
  }
  const entry = found?.entry ?? (await statFile(at, accountPath(ctx.env, path)));
  // A file has taken the place.
  if (!entry?.isFolder) return null;
  const claim = { before: path, folder: path, folderId: entry.fileId };
  const claimed = await claimCustomerFolder(ctx.db, customer.id, claim);
  return claimed === "claimed" ? path : null;
}

/** @returns null when somebody else was faster. */
async function fresh(ctx: Ctx, at: FilesAt, customer: CustomerRow): Promise<string | null> {
  await requireBase(ctx, at);
  const name = safeFolderName(customer.name, ctx.env.NEXTCLOUD_FILES_BASE_PATH);
  for (let number = 1; number <= MAX_SAME_NAMES; number++) {
    const folder = numberedFolderName(name, number);
    if (await isFolderOwned(ctx.db, folder, customer.id)) continue;
    const path = accountPath(ctx.env, folder);
    // What stands there already may hold a stranger's files, or be shared with somebody.
    if ((await makeFolder(at, path)) === "exists") {
      const now = await findCustomerRow(ctx.db, customer.id);
      if (now?.nextcloudFolder !== customer.nextcloudFolder) return null;
      continue;
    }
    const folderId = (await statFile(at, path))?.fileId ?? null;
    const audit = auditEntry(ctx, { entity: "customer", entityId: customer.id, action: "folder_made" });
    const claim = { before: customer.nextcloudFolder, folder, folderId, isNew: true, audit };
    const outcome = await claimCustomerFolder(ctx.db, customer.id, claim);
    if (outcome === "claimed") return folder;
    await removeEmpty(at, path);
    if (outcome !== "taken") return null;
  }
  throw new AppError("conflict", "There are too many folders with this name. Link one by hand.");
}

/** What was made a moment ago for nobody. */
async function removeEmpty(at: FilesAt, path: string): Promise<void> {
  const { entries } = await listFolder(at, path);
  if (entries.length === 0) await deleteFile(at, path);
}

async function makeSubfolders(ctx: Ctx, at: FilesAt, folder: string): Promise<void> {
  const { entries } = await listFolder(at, accountPath(ctx.env, folder));
  const there = new Set(entries.map(({ name }) => name));
  await Promise.all(
    Object.values(SUBFOLDERS)
      .filter((name) => !there.has(name))
      .map((name) => makeFolder(at, accountPath(ctx.env, `${folder}/${name}`))),
  );
}

/**
 * The base folder is made for the first customer. Later its absence means that it is not shared or mounted at the
 * moment: another one in its place would hide the real one.
 */
async function requireBase(ctx: Ctx, at: FilesAt): Promise<void> {
  const names = accountPath(ctx.env, "").split("/").filter(Boolean);
  if (names.length === 0 || (await statFile(at, names.join("/")))?.isFolder) return;
  if (await anyCustomerFolder(ctx.db))
    throw new UpstreamError({
      service: "nextcloud",
      kind: "rejected",
      reason: "parent-missing",
      status: 404,
      retryable: true,
      message: `The folder ${names.join("/")} is not in Nextcloud any more, or no longer shared with the studio's account.`,
    });
  for (let depth = 1; depth <= names.length; depth++) await makeFolder(at, names.slice(0, depth).join("/"));
}

function orNullFor(...reasons: string[]): (error: unknown) => null {
  return (error) => {
    if (error instanceof UpstreamError && reasons.includes(error.reason ?? "")) return null;
    throw error;
  };
}
