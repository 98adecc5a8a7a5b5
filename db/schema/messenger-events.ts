import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { messengerRooms, messengerUsers } from "./messenger.ts";

/** What browsers are told, in order; kept for a week. */
export const messengerEvents = sqliteTable(
  "messenger_events",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    tenantId: text("tenant_id").notNull(),
    type: text({ enum: ["new_message", "message_changed", "notification", "room", "read"] }).notNull(),
    /** Who hears it: one user, or everybody who may see the room. */
    userId: text("user_id").references(() => messengerUsers.id, { onDelete: "cascade" }),
    roomId: text("room_id").references(() => messengerRooms.id, { onDelete: "cascade" }),
    notificationId: text("notification_id"),
    /** The event as it is sent, without its `type`. */
    data: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    index("messenger_events_tenant").on(table.tenantId, table.seq),
    index("messenger_events_kind").on(table.tenantId, table.type, table.seq),
    index("messenger_events_at").on(table.at),
    index("messenger_events_notification").on(table.notificationId),
  ],
);

/** Opens one event stream, once, within a minute. Only the ticket's hash is kept. */
export const messengerTickets = sqliteTable("messenger_tickets", {
  ticketHash: text("ticket_hash").primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => messengerUsers.id, { onDelete: "cascade" }),
  role: text({ enum: ["admin", "user", "viewer"] }).notNull(),
  expiresAt: integer("expires_at").notNull(),
  /** When what it was made with ends (a hub token's `exp`); null for a session of ours. */
  endsAt: integer("ends_at"),
});

/** Transactions of the homeserver that were taken already, and when. */
export const matrixTransactions = sqliteTable(
  "matrix_transactions",
  {
    txnId: text("txn_id").primaryKey(),
    at: integer().notNull(),
  },
  (table) => [index("matrix_transactions_at").on(table.at)],
);
