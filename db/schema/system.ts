import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { appointments } from "./appointments.ts";

/**
 * Writes that still have to reach another system. A `calendar` row says "make the event match the appointment";
 * there is at most one an appointment (id `calendar:<appointment>`), so order and repetition do not matter.
 * A `mail` row says which notice to write to whom; a `folder` row "make the customer's folder match" (id
 * `folder:<customer>`); a `file` row takes a file out of the spool (id `file:<media>`); a `picture` row files a
 * reference picture (id `picture:<picture>`), a `consent` row the signed form (id `consent:<consent>`); a `webhook`
 * row calls another system (id `webhook:<delivery>`);
 * a `follow_up` row makes something in a third-party system (id `follow_up:<run>`); a `messenger` row says "tell the
 * room what waits in it, in order" (id `messenger:<room>`, `to` its transport). A dead letter (`dead_at`) is not tried again until a person asks.
 */
export const outbox = sqliteTable(
  "outbox",
  {
    id: text().primaryKey(),
    kind: text({
      enum: [
        "calendar",
        "mail",
        "notice",
        "revoke",
        "folder",
        "file",
        "picture",
        "consent",
        "webhook",
        "follow_up",
        "messenger",
      ],
    }).notNull(),
    /** Null where it is about no appointment; set, the row goes with it. */
    appointmentId: text("appointment_id").references(() => appointments.id, { onDelete: "cascade" }),
    payload: text({ mode: "json" }).$type<Record<string, string>>().notNull().default({}),
    /** Raised when the row is asked for again while a push is under way; only the revision pushed is removed. */
    revision: integer().notNull().default(1),
    attempts: integer().notNull().default(0),
    nextAttemptAt: integer("next_attempt_at").notNull(),
    lastError: text("last_error"),
    lastErrorKey: text("last_error_key"),
    deadAt: integer("dead_at"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("outbox_due").on(table.nextAttemptAt),
    index("outbox_appointment").on(table.appointmentId),
  ],
);

/** Who did what, and when. The history of an appointment is its rows here. */
export const auditLog = sqliteTable(
  "audit_log",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    entity: text().notNull(),
    entityId: text("entity_id").notNull(),
    action: text().notNull(),
    detail: text({ mode: "json" }).$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [index("audit_log_entity").on(table.entity, table.entityId), index("audit_log_at").on(table.at)],
);

/** Fixed windows of counted writes, by rule and client address. */
export const limits = sqliteTable(
  "limits",
  {
    key: text().notNull(),
    windowStart: integer("window_start").notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.windowStart] })],
);

/** What only one process may do at a time. A lease past its end belongs to nobody. */
export const leases = sqliteTable("leases", {
  name: text().primaryKey(),
  owner: text().notNull(),
  expiresAt: integer("expires_at").notNull(),
});

/** Accounts that answered 401: not used again until new credentials, a test, or the hourly probe succeeds. */
export const suspendedAccounts = sqliteTable("suspended_accounts", {
  /** Fingerprint of origin, user name and password: new credentials are another account. */
  account: text().primaryKey(),
  since: integer().notNull(),
  nextProbeAt: integer("next_probe_at").notNull(),
});

/** Answers already given to an Idempotency-Key, by route and key. */
export const idempotencyKeys = sqliteTable("idempotency_keys", {
  key: text().primaryKey(),
  requestHash: text("request_hash").notNull(),
  response: text({ mode: "json" }).$type<unknown>(),
  createdAt: integer("created_at").notNull(),
});

/** What a customer typed into a form that was refused, so that it comes back filled in without JavaScript. */
export const formDrafts = sqliteTable("form_drafts", {
  tokenHash: text("token_hash").primaryKey(),
  data: text({ mode: "json" })
    .$type<{
      values: Record<string, string>;
      errors: Record<string, string[]>;
      code: string;
      retryAt?: number | undefined;
    }>()
    .notNull(),
  expiresAt: integer("expires_at").notNull(),
});

/** Studio settings by name; lib/studio knows their shapes and defaults. */
export const settings = sqliteTable("settings", {
  name: text().primaryKey(),
  value: text({ mode: "json" }).$type<unknown>().notNull(),
});
