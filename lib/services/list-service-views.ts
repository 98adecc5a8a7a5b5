import { artistIdsByService, listServices } from "#db/queries/services.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { type ServiceView, toServiceView } from "./service-view.ts";

/** The catalogue, what can be booked first. Everybody of the studio may read it. */
export async function listServiceViews(ctx: Ctx): Promise<ServiceView[]> {
  requireStudio(ctx.actor);
  const rows = await listServices(ctx.db);
  const artistIds = await artistIdsByService(ctx.db);
  return rows.map((row) => toServiceView(row, artistIds.get(row.id) ?? []));
}
