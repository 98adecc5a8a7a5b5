import { saveDashboardLayout } from "#db/queries/dashboard-layouts.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import type { DashboardArrangement } from "./input.ts";
import { type DashboardView, isUsable, showDashboard } from "./show-dashboard.ts";
import { widgetsFor } from "./widgets.ts";

/**
 * Keeps a whole board as its owner arranged it.
 * @throws AppError `invalid_input` for a widget that they may not have, or whose system is not configured
 */
export async function arrangeDashboard(ctx: Ctx, { widgets }: DashboardArrangement): Promise<DashboardView> {
  const userId = requireUser(ctx.actor);
  const allowed = widgetsFor(ctx.actor.kind);
  const refused = widgets.find(({ id }) => !allowed.includes(id) || !isUsable(id, ctx.env));
  if (refused)
    throw new AppError("invalid_input", `There is no widget “${refused.id}” for you.`, {
      errors: { widgets: [allowed.includes(refused.id) ? "not_configured" : "not_allowed"] },
    });
  await saveDashboardLayout(ctx.db, { userId, widgets, updatedAt: ctx.now() });
  return showDashboard(ctx);
}
