import { z } from "zod";
import { WIDGET_IDS } from "./widgets.ts";

/** A whole board, in order. */
export const dashboardArrangement = z.strictObject({
  widgets: z
    .array(z.strictObject({ id: z.enum(WIDGET_IDS, "unknown"), wide: z.boolean() }))
    .max(WIDGET_IDS.length, "too_many")
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "twice"),
});

export type DashboardArrangement = z.infer<typeof dashboardArrangement>;
