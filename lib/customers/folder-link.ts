import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireCustomerAccess } from "./customer-access.ts";

/**
 * The customer's folder on Nextcloud's pages; null where there is none, or none this actor may know of.
 * @throws AppError `not_signed_in`
 */
export async function folderLink(ctx: Ctx, customerId: string): Promise<string | null> {
  const customer = await requireCustomerAccess(ctx, customerId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  const cloud = ctx.env.NEXTCLOUD_PUBLIC_URL ?? ctx.env.NEXTCLOUD_BASE_URL;
  if (!customer?.nextcloudFolderId || !cloud) return null;
  return `${cloud}/index.php/f/${encodeURIComponent(customer.nextcloudFolderId)}`;
}
