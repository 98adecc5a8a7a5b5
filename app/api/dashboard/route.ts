import { arrangeDashboard } from "#lib/dashboard/arrange-dashboard.ts";
import { resetDashboard } from "#lib/dashboard/reset-dashboard.ts";
import { showDashboard } from "#lib/dashboard/show-dashboard.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.showDashboard, ({ ctx }) => showDashboard(ctx));

export const PUT = route(endpoints.arrangeDashboard, ({ ctx, body }) => arrangeDashboard(ctx, body));

export const DELETE = route(endpoints.resetDashboard, ({ ctx }) => resetDashboard(ctx));
