import { deleteDashboardLayout } from "#db/queries/dashboard-layouts.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { type DashboardView, showDashboard } from "./show-dashboard.ts";

/** Back to the board that nobody arranged. */
export async function resetDashboard(ctx: Ctx): Promise<DashboardView> {
  await deleteDashboardLayout(ctx.db, requireUser(ctx.actor));
  return showDashboard(ctx);
}
