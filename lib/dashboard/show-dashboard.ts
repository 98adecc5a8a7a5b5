import { findDashboardLayout } from "#db/queries/dashboard-layouts.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import type { Env } from "#lib/core/env.ts";
import { isConfigured } from "#lib/integrations/connector-config.ts";
import { connectors } from "#lib/integrations/registry.ts";
import {
  boardAtFirst,
  isWidgetId,
  type PlacedWidget,
  type WidgetId,
  widgetConnector,
  widgetsFor,
} from "./widgets.ts";

export interface DashboardView {
  /** What the board shows, in order. */
  widgets: PlacedWidget[];
  /** What could be added. What is not configured only admins are told of, because they can change that. */
  available: { id: WidgetId; configured: boolean }[];
  /** Whether they arranged it themselves. */
  arranged: boolean;
}

/**
 * The reader's own board. What was taken from them since, or is not configured any more, is left out; what came since
 * is offered and never put between what they arranged. @throws AppError for customers and services
 */
export async function showDashboard(ctx: Ctx): Promise<DashboardView> {
  const userId = requireUser(ctx.actor);
  const stored = await findDashboardLayout(ctx.db, userId);
  const allowed = widgetsFor(ctx.actor.kind);
  const usable = allowed.filter((id) => isUsable(id, ctx.env));
  const kept = stored?.flatMap(({ id, wide }): PlacedWidget[] =>
    isWidgetId(id) && usable.includes(id) ? [{ id, wide }] : [],
  );
  const widgets = kept ?? boardAtFirst(usable);
  const shown = new Set(widgets.map(({ id }) => id));
  const offered = ctx.actor.kind === "admin" ? allowed : usable;
  return {
    widgets,
    available: offered.filter((id) => !shown.has(id)).map((id) => ({ id, configured: usable.includes(id) })),
    arranged: stored !== null,
  };
}

/** Whether what a widget shows is set up. */
export function isUsable(id: WidgetId, env: Env): boolean {
  const connector = widgetConnector(id);
  return connector === null || isConfigured(connectors[connector], env);
}
