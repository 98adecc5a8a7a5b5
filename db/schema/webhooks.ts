import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Another system that is told what happens (Standard Webhooks). */
export const webhookSubscriptions = sqliteTable("webhook_subscriptions", {
  id: text().primaryKey(),
  name: text().notNull(),
  url: text().notNull(),
  /** Names such as `appointment.confirmed`; `*` is everything. */
  events: text({ mode: "json" }).$type<string[]>().notNull(),
  /** Signs what is sent; sealed (lib/core/secret-box.ts). */
  secret: text().notNull(),
  active: integer({ mode: "boolean" }).notNull().default(true),
  /** Switched off by itself after days of failures, and when. */
  disabledAt: integer("disabled_at"),
  createdAt: integer("created_at").notNull(),
});

/** What was sent to whom, and what came of it. Kept for thirty days. */
export const webhookDeliveries = sqliteTable(
  "webhook_deliveries",
  {
    id: text().primaryKey(),
    subscriptionId: text("subscription_id")
      .notNull()
      .references(() => webhookSubscriptions.id, { onDelete: "cascade" }),
    event: text().notNull(),
    /** What it is about, `appointment:<id>`; deleting a customer redacts by it. */
    about: text().notNull(),
    /** The body as it is signed and sent. */
    body: text().notNull(),
    state: text({ enum: ["waiting", "delivered", "failed", "given_up"] }).notNull(),
    attempts: integer().notNull().default(0),
    status: integer(),
    error: text(),
    durationMs: integer("duration_ms"),
    createdAt: integer("created_at").notNull(),
    deliveredAt: integer("delivered_at"),
  },
  (table) => [
    index("webhook_deliveries_subscription").on(table.subscriptionId, table.createdAt),
    index("webhook_deliveries_about").on(table.about),
    index("webhook_deliveries_created").on(table.createdAt),
  ],
);
