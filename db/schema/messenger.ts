import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Other applications that may tell people something. A token belongs to one tenant; only its hash is kept. */
export const serviceTokens = sqliteTable(
  "service_tokens",
  {
    id: text().primaryKey(),
    tenantId: text("tenant_id").notNull(),
    name: text().notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    /** lib/messenger/service-scopes.ts */
    scopes: text({ mode: "json" }).$type<string[]>().notNull(),
    /** Who made it, as shown. */
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    lastUsedAt: integer("last_used_at"),
    revokedAt: integer("revoked_at"),
  },
  (table) => [index("service_tokens_tenant").on(table.tenantId, table.createdAt)],
);

/** Everybody a tenant's messenger has seen: users of other hub applications, and ours. */
export const messengerUsers = sqliteTable(
  "messenger_users",
  {
    id: text().primaryKey(),
    tenantId: text("tenant_id").notNull(),
    /** The hub's `sub`; of our own users their id. */
    hubUserId: text("hub_user_id").notNull(),
    displayName: text("display_name").notNull(),
    role: text({ enum: ["admin", "user", "viewer"] }).notNull(),
    active: integer({ mode: "boolean" }).notNull().default(true),
    /** The Matrix user id that is, or will be, theirs; decided once, at first sight. */
    matrixUserId: text("matrix_user_id").unique(),
    /** When the homeserver first knew them, and by which name it knows them now. */
    provisionedAt: integer("provisioned_at"),
    provisionedName: text("provisioned_name"),
    /** Whether they may use a Matrix client of their own; an admin says so. */
    externalClientEnabled: integer("external_client_enabled", { mode: "boolean" }).notNull().default(false),
    /** The newest event (messenger_events.seq) they have seen in the bell. */
    seenSeq: integer("seen_seq").notNull().default(0),
    createdAt: integer("created_at").notNull(),
    lastSeenAt: integer("last_seen_at").notNull(),
  },
  (table) => [
    uniqueIndex("messenger_users_hub").on(table.tenantId, table.hubUserId),
    index("messenger_users_name").on(table.tenantId, table.displayName),
  ],
);

/** A room of one tenant. `place` says which it is: `general`, `entity:<type>:<id>`, `dm:<user>:<user>`, `group:<id>`. */
export const messengerRooms = sqliteTable(
  "messenger_rooms",
  {
    id: text().primaryKey(),
    tenantId: text("tenant_id").notNull(),
    kind: text({ enum: ["general", "entity_room", "dm", "group"] }).notNull(),
    place: text().notNull(),
    /** How it reaches people beside the browser; `none` stays here. */
    transport: text({ enum: ["matrix", "talk", "none"] }).notNull(),
    name: text().notNull(),
    topic: text().notNull().default(""),
    entityType: text("entity_type"),
    entityId: text("entity_id"),
    /** The room's id at its transport, once it is there. */
    matrixRoomId: text("matrix_room_id").unique(),
    talkToken: text("talk_token").unique(),
    /** The newest message of Talk that was read from there. */
    talkReadId: integer("talk_read_id").notNull().default(0),
    /** messenger_users.id; null for one that the service made. */
    createdBy: text("created_by").references(() => messengerUsers.id),
    createdAt: integer("created_at").notNull(),
    /** The seq of its newest message; 0 without one. */
    lastMessageSeq: integer("last_message_seq").notNull().default(0),
  },
  (table) => [
    uniqueIndex("messenger_rooms_place").on(table.tenantId, table.place, table.transport),
    index("messenger_rooms_recent").on(table.tenantId, table.lastMessageSeq),
  ],
);

/** Who is in a dm or group; in rooms open to the tenant (general, entity) only who was there, and what they read. */
export const messengerMemberships = sqliteTable(
  "messenger_memberships",
  {
    roomId: text("room_id")
      .notNull()
      .references(() => messengerRooms.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => messengerUsers.id, { onDelete: "cascade" }),
    state: text({ enum: ["joined", "left"] }).notNull(),
    /** Since when the transport knows it. */
    deliveredAt: integer("delivered_at"),
    /** The newest message (messenger_messages.seq) they have read. */
    readSeq: integer("read_seq").notNull().default(0),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.roomId, table.userId] }),
    index("messenger_memberships_user").on(table.userId),
  ],
);

/** What was said in a room, notifications too. The order of `seq` is the order everywhere. */
export const messengerMessages = sqliteTable(
  "messenger_messages",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    roomId: text("room_id")
      .notNull()
      .references(() => messengerRooms.id, { onDelete: "cascade" }),
    /** Null where the service speaks, or somebody the messenger does not know (`senderAddress`). */
    senderId: text("sender_id").references(() => messengerUsers.id),
    /** `@mara:example.org`, or a Talk actor; null for our own. */
    senderAddress: text("sender_address"),
    senderName: text("sender_name").notNull(),
    body: text().notNull(),
    msgType: text("msg_type").notNull(),
    mediaId: text("media_id"),
    notificationId: text("notification_id"),
    /** On its way to the transport. Of a room that stays here, and of what came from a transport: `sent`. */
    state: text({ enum: ["queued", "sent", "failed"] }).notNull(),
    error: text(),
    matrixEventId: text("matrix_event_id").unique(),
    talkMessageId: integer("talk_message_id"),
    /** The event id that browsers know it by; null until it was announced to them. */
    eventId: text("event_id").unique(),
    createdAt: integer("created_at").notNull(),
    deliveredAt: integer("delivered_at"),
    editedAt: integer("edited_at"),
    removedAt: integer("removed_at"),
  },
  (table) => [
    index("messenger_messages_room").on(table.roomId, table.seq),
    index("messenger_messages_queued").on(table.roomId, table.seq).where(sql`${table.state} = 'queued'`),
    index("messenger_messages_notification").on(table.notificationId),
  ],
);

/** A file in a room. Ours lie sealed beside the database until the transport has them. */
export const messengerMedia = sqliteTable(
  "messenger_media",
  {
    id: text().primaryKey(),
    tenantId: text("tenant_id").notNull(),
    roomId: text("room_id")
      .notNull()
      .references(() => messengerRooms.id, { onDelete: "cascade" }),
    filename: text().notNull(),
    mimeType: text("mime_type").notNull(),
    size: integer().notNull(),
    width: integer(),
    height: integer(),
    /** Its address at the homeserver; null until it is there. */
    mxc: text(),
    /** Whether its bytes lie here. */
    kept: integer({ mode: "boolean" }).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("messenger_media_room").on(table.roomId)],
);

/** What another application (or this one) told people. */
export const notifications = sqliteTable(
  "notifications",
  {
    id: text().primaryKey(),
    tenantId: text("tenant_id").notNull(),
    /** service_tokens.id, `env` for the token of the environment, `parlour` for our own news. */
    sentBy: text("sent_by").notNull(),
    sourceApp: text("source_app").notNull(),
    eventType: text("event_type").notNull(),
    title: text().notNull(),
    body: text().notNull().default(""),
    targetType: text("target_type", { enum: ["general", "entity_room", "dm"] }).notNull(),
    entityType: text("entity_type"),
    entityId: text("entity_id"),
    targetUserId: text("target_user_id").references(() => messengerUsers.id),
    priority: text({ enum: ["normal", "urgent"] }).notNull(),
    clickUrl: text("click_url"),
    tags: text({ mode: "json" }).$type<string[]>().notNull().default([]),
    dedupeKey: text("dedupe_key"),
    /** How many more were sent with the same dedupe key and told nobody anything. */
    duplicates: integer().notNull().default(0),
    /** Not delivered any more after this, epoch milliseconds. */
    expiresAt: integer("expires_at"),
    /** Not before this: somebody's quiet hours, or a decision that can still be taken back. */
    notBefore: integer("not_before"),
    status: text({ enum: ["queued", "sent", "failed"] }).notNull(),
    error: text(),
    /** The room it is told in; null where only the bell tells it. */
    roomId: text("room_id").references(() => messengerRooms.id, { onDelete: "set null" }),
    idempotencyKey: text("idempotency_key"),
    requestHash: text("request_hash"),
    /** What it is about, `appointment:<id>`; deleting a customer forgets by it. */
    about: text(),
    createdAt: integer("created_at").notNull(),
    deliveredAt: integer("delivered_at"),
  },
  (table) => [
    uniqueIndex("notifications_idempotency")
      .on(table.tenantId, table.sentBy, table.idempotencyKey)
      .where(sql`${table.idempotencyKey} IS NOT NULL`),
    index("notifications_dedupe")
      .on(table.tenantId, table.sourceApp, table.dedupeKey)
      .where(sql`${table.dedupeKey} IS NOT NULL`),
    index("notifications_created").on(table.tenantId, table.createdAt),
    index("notifications_created_all").on(table.createdAt),
    index("notifications_about").on(table.about),
  ],
);
