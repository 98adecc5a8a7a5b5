import { findCustomerByFolder, findCustomerRow } from "#db/queries/customers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { customerScope } from "#lib/customers/customer-access.ts";
import { readFilePath } from "./file-path.ts";

export type FileNeed = "read" | "write" | "delete" | "share";

/**
 * A path from outside, once the actor may do this to it.
 * @returns the path in our one form, and whose folder it lies in.
 * @throws AppError as `readFilePath` and `requireFileAccess`
 */
export async function readAllowedPath(
  ctx: Ctx,
  written: string,
  need: FileNeed,
): Promise<{ path: string; customerId: string | null }> {
  requireStudio(ctx.actor);
  const path = readFilePath(ctx.env, written);
  return { path, ...(await requireFileAccess(ctx, path, need)) };
}

/**
 * May the actor do this to the path? Admins and staff everything below the base; an artist what lies in the folders
 * of customers of theirs, without sharing it.
 * @returns whose folder the path lies in; null where it is nobody's.
 * @throws AppError `not_signed_in`, `not_allowed`, or `not_found` for what an artist may not know of.
 */
export async function requireFileAccess(
  ctx: Ctx,
  path: string,
  need: FileNeed,
): Promise<{ customerId: string | null }> {
  requireStudio(ctx.actor);
  const customerId = await customerIdOf(ctx, path);
  if (ctx.actor.kind !== "artist") return { customerId };
  if (need === "share") throw new AppError("not_allowed", "Artists do not share files by link.");
  if (path === "") throw new AppError("not_allowed", "Please open the folder of a customer of yours.");
  const theirs = customerId && (await findCustomerRow(ctx.db, customerId, customerScope(ctx.actor)));
  if (!theirs) throw new AppError("not_found", "There is nothing at this path (any more).");
  return { customerId };
}

/** Whose folder is the path or above it, the innermost where somebody put one into another. */
export async function customerIdOf(ctx: Pick<Ctx, "db">, path: string): Promise<string | null> {
  if (path === "") return null;
  const names = path.split("/");
  for (let depth = names.length; depth > 0; depth--) {
    const found = await findCustomerByFolder(ctx.db, names.slice(0, depth).join("/"));
    if (found) return found.id;
  }
  return null;
}
