import type { Ctx } from "#lib/auth/context.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { requireCustomerAccess } from "./customer-access.ts";
import { SUBFOLDERS } from "./folder-names.ts";
import { makeFolderFor } from "./make-folder-for.ts";

/** Paths below the base folder. */
export interface CustomerFolder {
  folder: string;
  subfolders: { sent: string; received: string; internal: string };
}

/**
 * The customer's folder in Nextcloud with its three subfolders, made on demand: named after the customer, numbered
 * where that name is taken. Asked for several times at once it is made once. A folder that was renamed or moved in
 * Nextcloud is found again, one that is gone for good made anew.
 * @throws AppError `not_found`, `conflict`, and as `asFiles`; UpstreamError
 */
export async function ensureCustomerFolder(ctx: Ctx, customerId: string): Promise<CustomerFolder> {
  await requireCustomerAccess(ctx, customerId);
  const underWay = processWide("customer-folders", () => new Map<string, Promise<string>>());
  const key = `${ctx.env.DATABASE_URL}\n${customerId}`;
  const known = underWay.get(key);
  if (known) return withSubfolders(await known);
  const made = asFiles(ctx, (at) => makeFolderFor(ctx, at, customerId)).finally(() => underWay.delete(key));
  underWay.set(key, made);
  return withSubfolders(await made);
}

export function withSubfolders(folder: string): CustomerFolder {
  return {
    folder,
    subfolders: {
      sent: `${folder}/${SUBFOLDERS.sent}`,
      received: `${folder}/${SUBFOLDERS.received}`,
      internal: `${folder}/${SUBFOLDERS.internal}`,
    },
  };
}
