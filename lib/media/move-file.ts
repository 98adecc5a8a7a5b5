import { customerFoldersUnder, moveMedia } from "#db/queries/move-media.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { directionOf } from "#lib/customers/folder-names.ts";
import * as files from "#lib/nextcloud/files/move-file.ts";
import { readAllowedPath } from "./file-access.ts";
import { accountPath, isFilePath, isUnder, nameOf, readFileName } from "./file-path.ts";
import type { FileView } from "./file-view.ts";
import { asFiles } from "./files-account.ts";
import { showFile } from "./show-file.ts";

/**
 * Moves a file or folder to another path, never onto something; what is known of the files follows, and a customer
 * whose own folder it is keeps it.
 * @throws AppError `name_taken`, `not_found`, `file_locked`, `not_allowed`, `invalid_input`, …
 */
export async function moveFile(ctx: Ctx, input: { from: string; to: string }): Promise<FileView> {
  const { path: from } = await readAllowedPath(ctx, input.from, "write");
  const { path: to, customerId } = await readAllowedPath(ctx, input.to, "write");
  if (from === "" || to === "") throw new AppError("not_allowed", "The customers' folder itself stays.");
  if (from === to) return showFile(ctx, to);
  readFileName(nameOf(to), "to");
  if (!isFilePath(ctx.env, to))
    throw new AppError("invalid_input", "This is the name of the customers' folder itself.", {
      errors: { to: ["name_not_allowed"] },
    });
  if (isUnder(to, from))
    throw new AppError("invalid_input", "A folder cannot go into itself.", {
      errors: { to: ["into_itself"] },
    });
  const carriesCustomers = (await customerFoldersUnder(ctx.db, from)).length > 0;
  if (carriesCustomers) requireFreePlace(ctx, customerId);
  await asFiles(ctx, (at) => files.moveFile(at, accountPath(ctx.env, from), accountPath(ctx.env, to)));
  await moveMedia(ctx.db, {
    from,
    to,
    customerId: carriesCustomers ? undefined : customerId,
    directionOf,
    nowMs: ctx.now(),
    audit: auditEntry(ctx, { entity: "file", entityId: to, action: "moved", detail: { from, to } }),
  });
  return showFile(ctx, to);
}

/** Everything of a customer is found by their folder: it is the front desk's to move, and never into another's. */
function requireFreePlace(ctx: Ctx, targetCustomerId: string | null): void {
  if (ctx.actor.kind === "artist")
    throw new AppError("not_allowed", "Only the front desk moves a customer's own folder.");
  if (targetCustomerId !== null)
    throw new AppError("not_allowed", "A customer's folder cannot go into another customer's.");
}
