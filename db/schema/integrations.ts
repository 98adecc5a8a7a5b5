import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { appointments } from "./appointments.ts";
import { users } from "./users.ts";

/** What is known of a connector: how its last test and its last calls went, in whichever process. */
export const integrationStates = sqliteTable("integration_states", {
  connector: text().primaryKey(),
  /** Fingerprint of the configuration that all of this is about; another one makes it history. */
  config: text().notNull(),
  testedAt: integer("tested_at"),
  /** `ok`, or why not (lib/hub/integration-view.ts). */
  testOutcome: text("test_outcome"),
  testDetail: text("test_detail"),
  testMs: integer("test_ms"),
  testedBy: text("tested_by"),
  /** The last call that was answered as it should, and the last that was not. */
  succeededAt: integer("succeeded_at"),
  failedAt: integer("failed_at"),
  /** The first failure after the last success; null while it works. */
  failingSince: integer("failing_since"),
  /** Kind of UpstreamError, its reason, and its sentence. */
  failureKind: text("failure_kind"),
  failureReason: text("failure_reason"),
  failureDetail: text("failure_detail"),
  /** Until when the vendor wanted silence, where the last failure said so. */
  retryAt: integer("retry_at"),
  rateLimit: text("rate_limit", { mode: "json" }).$type<{
    limit: number | null;
    remaining: number;
    /** Epoch milliseconds. */
    resetAt: number | null;
    seenAt: number;
  }>(),
  /** Until when no call is made because too many failed, by the process that pauses. */
  pauses: text({ mode: "json" }).$type<Record<string, number>>(),
});

/** Half an hour of one connector's calls, for a day: what the latency chart is drawn from. */
export const integrationSlots = sqliteTable(
  "integration_slots",
  {
    connector: text().notNull(),
    /** When the half hour begins. */
    at: integer().notNull(),
    calls: integer().notNull(),
    failures: integer().notNull(),
    /** Milliseconds, of calls that went well: the longest, and all of them, or a fair choice where there were many. */
    maxMs: integer("max_ms"),
    durations: text({ mode: "json" }).$type<number[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.connector, table.at] })],
);

/** Calls a vendor is paid for, by month (`2026-11`, UTC). */
export const integrationCosts = sqliteTable(
  "integration_costs",
  {
    connector: text().notNull(),
    month: text().notNull(),
    calls: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.connector, table.month] })],
);

/** How somebody arranged their dashboard; lib/dashboard knows the widgets. */
export const dashboardLayouts = sqliteTable("dashboard_layouts", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** In order. */
  widgets: text({ mode: "json" }).$type<{ id: string; wide: boolean }[]>().notNull(),
  updatedAt: integer("updated_at").notNull(),
});

/** What follows in another system when an appointment is requested, confirmed or cancelled. */
export const followUps = sqliteTable("follow_ups", {
  /** `<event>:<connector>`, such as `confirmed:todoist`. */
  id: text().primaryKey(),
  event: text({ enum: ["requested", "confirmed", "cancelled"] }).notNull(),
  connector: text({ enum: ["todoist", "freescout", "zulip"] }).notNull(),
  active: integer({ mode: "boolean" }).notNull(),
  /** Text with placeholders in braces. */
  template: text().notNull(),
  /** Where it goes: project, mailbox, stream and topic, as the connector names them. */
  target: text({ mode: "json" }).$type<Record<string, string>>().notNull(),
  updatedAt: integer("updated_at").notNull(),
});

/** One follow-up of one change of one appointment: done once. Its outbox row has the id `follow_up:<id>`. */
export const followUpRuns = sqliteTable(
  "follow_up_runs",
  {
    /** `<appointment>:<version>:<event>:<connector>`. */
    id: text().primaryKey(),
    followUpId: text("follow_up_id").notNull(),
    appointmentId: text("appointment_id")
      .notNull()
      .references(() => appointments.id, { onDelete: "cascade" }),
    /** `sending` from before the call to after it: found so later, it is looked for before it is made again. */
    state: text({ enum: ["waiting", "sending", "done", "skipped"] }).notNull(),
    remoteId: text("remote_id"),
    remoteUrl: text("remote_url"),
    error: text(),
    createdAt: integer("created_at").notNull(),
    doneAt: integer("done_at"),
  },
  (table) => [
    index("follow_up_runs_appointment").on(table.appointmentId),
    index("follow_up_runs_created").on(table.createdAt),
  ],
);
