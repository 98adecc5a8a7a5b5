import { eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import { dashboardLayouts } from "../schema/integrations.ts";

/** A widget of a stored board; the id may be of one that exists no more. */
export type StoredWidget = (typeof dashboardLayouts.$inferSelect)["widgets"][number];

/** @returns null for somebody who never arranged their dashboard. */
export async function findDashboardLayout(db: Db, userId: string): Promise<StoredWidget[] | null> {
  const row = db
    .select({ widgets: dashboardLayouts.widgets })
    .from(dashboardLayouts)
    .where(eq(dashboardLayouts.userId, userId))
    .get();
  return row?.widgets ?? null;
}

export async function saveDashboardLayout(
  db: Db,
  { userId, widgets, updatedAt }: typeof dashboardLayouts.$inferInsert,
): Promise<void> {
  db.insert(dashboardLayouts)
    .values({ userId, widgets, updatedAt })
    .onConflictDoUpdate({ target: dashboardLayouts.userId, set: { widgets, updatedAt } })
    .run();
}

export async function deleteDashboardLayout(db: Db, userId: string): Promise<void> {
  db.delete(dashboardLayouts).where(eq(dashboardLayouts.userId, userId)).run();
}
