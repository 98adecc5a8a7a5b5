import { z } from "zod";
import { dashboardArrangement } from "#lib/dashboard/input.ts";
import { WIDGET_IDS } from "#lib/dashboard/widgets.ts";
import { endpoint } from "../endpoint.ts";

/** The reader's own dashboard. */

const id = z.enum(WIDGET_IDS);
const response = z.object({
  widgets: z.array(z.object({ id, wide: z.boolean() })),
  available: z.array(z.object({ id, configured: z.boolean() })),
  arranged: z.boolean(),
});

export const dashboardEndpoints = {
  showDashboard: endpoint({
    method: "GET",
    path: "/api/dashboard",
    summary: "Your dashboard: its widgets in order, and what could be added",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response,
  }),
  arrangeDashboard: endpoint({
    method: "PUT",
    path: "/api/dashboard",
    summary: "Arrange your dashboard: the whole of it, in order",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: dashboardArrangement,
    response,
  }),
  resetDashboard: endpoint({
    method: "DELETE",
    path: "/api/dashboard",
    summary: "Put your dashboard back to how it was at first",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response,
  }),
};
