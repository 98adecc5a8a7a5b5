import { and, eq, isNull, lte, ne } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { connections, loginFlows } from "../schema/connections.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";

export type ConnectionRow = typeof connections.$inferSelect;
export type LoginFlowRow = typeof loginFlows.$inferSelect;
/** The account a flow was granted by. */
export type FoundAccount = NonNullable<LoginFlowRow["found"]>;

/** What was read before a change; the change is made only while it still stands. */
type Seen<Row extends { secret: string }> = Pick<Row, "secret"> | undefined;

export async function findConnection(db: Db, userId: string): Promise<ConnectionRow | undefined> {
  return db.select().from(connections).where(eq(connections.userId, userId)).get();
}

/** Whether somebody else is connected to this account of Nextcloud. */
export async function isConnectedToOther(db: Db, nextcloudUser: string, userId: string): Promise<boolean> {
  const other = and(eq(connections.nextcloudUser, nextcloudUser), ne(connections.userId, userId));
  return db.select({ userId: connections.userId }).from(connections).where(other).get() !== undefined;
}

/** A person's flow under way, expired ones too; there is one at most. */
export async function findLoginFlow(db: Db, userId: string): Promise<LoginFlowRow | undefined> {
  return db.select().from(loginFlows).where(eq(loginFlows.userId, userId)).get();
}

/** Flows whose time is over, at most `limit`. */
export async function listExpiredFlows(db: Db, nowMs: number, limit: number): Promise<LoginFlowRow[]> {
  return db.select().from(loginFlows).where(lte(loginFlows.expiresAt, nowMs)).limit(limit).all();
}

/** Removes the flow seen. @returns false, changing nothing, when it has changed or gone meanwhile. */
export async function endLoginFlow(
  db: Db,
  input: { flow: LoginFlowRow; outbox: NewOutboxRow[] },
): Promise<boolean> {
  return transaction(db, () => {
    if (!takeFlow(db, input.flow.userId, input.flow)) return false;
    for (const row of input.outbox) enqueue(db, row);
    return true;
  });
}

/** Puts a new flow in the place of the one seen. @returns false, changing nothing, when that one has changed. */
export async function replaceLoginFlow(
  db: Db,
  input: { flow: LoginFlowRow; seen: LoginFlowRow | undefined; outbox: NewOutboxRow[] },
): Promise<boolean> {
  return transaction(db, () => {
    if (!takeFlow(db, input.flow.userId, input.seen)) return false;
    db.insert(loginFlows).values(input.flow).run();
    for (const row of input.outbox) enqueue(db, row);
    return true;
  });
}

/** Keeps what the flow brought in the place of its secret. @returns false when the flow is gone or has changed. */
export async function updateLoginFlow(
  db: Db,
  seen: Pick<LoginFlowRow, "id" | "secret">,
  next: Partial<Pick<LoginFlowRow, "secret" | "found">>,
): Promise<boolean> {
  const isStill = and(eq(loginFlows.id, seen.id), eq(loginFlows.secret, seen.secret));
  return db.update(loginFlows).set(next).where(isStill).run().changes === 1;
}

/**
 * Ends the flow seen with a connection, which takes the place of the one seen.
 * @returns false, changing nothing, when either has changed.
 */
export async function connectByFlow(
  db: Db,
  input: {
    connection: ConnectionRow;
    flow: LoginFlowRow;
    seen: Seen<ConnectionRow>;
    outbox: NewOutboxRow[];
    audit: AuditEntry;
  },
): Promise<boolean> {
  const { connection, flow } = input;
  return transaction(db, () => {
    if (!isStillConnected(db, connection.userId, input.seen)) return false;
    if (!takeFlow(db, connection.userId, flow)) return false;
    db.insert(connections)
      .values(connection)
      .onConflictDoUpdate({ target: connections.userId, set: connection })
      .run();
    for (const row of input.outbox) enqueue(db, row);
    writeAudit(db, input.audit);
    return true;
  });
}

/** Forgets a person's connection and flow. @returns false, changing nothing, when either is no longer the one seen. */
export async function forgetConnection(
  db: Db,
  input: {
    userId: string;
    connection: Seen<ConnectionRow>;
    flow: LoginFlowRow | undefined;
    outbox: NewOutboxRow[];
    audit: AuditEntry | null;
  },
): Promise<boolean> {
  return transaction(db, () => {
    if (!isStillConnected(db, input.userId, input.connection)) return false;
    if (!takeFlow(db, input.userId, input.flow)) return false;
    db.delete(connections).where(eq(connections.userId, input.userId)).run();
    for (const row of input.outbox) enqueue(db, row);
    if (input.audit) writeAudit(db, input.audit);
    return true;
  });
}

/** For what came after its flow was gone. */
export async function enqueueRevoke(db: Db, row: NewOutboxRow): Promise<void> {
  transaction(db, () => enqueue(db, row));
}

/** @returns whether it was whole until now; a connection made anew meanwhile is left alone. */
export async function breakConnection(
  db: Db,
  seen: Pick<ConnectionRow, "userId" | "secret">,
  nowMs: number,
  audit: AuditEntry,
): Promise<boolean> {
  const whole = and(
    eq(connections.userId, seen.userId),
    eq(connections.secret, seen.secret),
    isNull(connections.brokenAt),
  );
  return transaction(db, () => {
    if (db.update(connections).set({ brokenAt: nowMs }).where(whole).run().changes !== 1) return false;
    writeAudit(db, audit);
    return true;
  });
}

/** Removes the flow seen. True as well when none was seen and there is none. */
function takeFlow(db: Db, userId: string, seen: LoginFlowRow | undefined): boolean {
  const flow = db.select().from(loginFlows).where(eq(loginFlows.userId, userId)).get();
  if (flow?.id !== seen?.id || flow?.secret !== seen?.secret) return false;
  db.delete(loginFlows).where(eq(loginFlows.userId, userId)).run();
  return true;
}

function isStillConnected(db: Db, userId: string, seen: Seen<ConnectionRow>): boolean {
  const now = db.select().from(connections).where(eq(connections.userId, userId)).get();
  return now?.secret === seen?.secret;
}
