import { and, desc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { artistCalendars } from "../schema/calendars.ts";
import { auditLog, outbox, suspendedAccounts } from "../schema/system.ts";
import { type AuditEntry, type AuditRow, writeAudit } from "./audit.ts";
import { type DeliveryRow, readDeliveries } from "./deliveries.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";
import { type PersonalNews, storeNews } from "./store-news.ts";

export interface StudioNotice {
  /** One row for each reader. */
  rows: NewOutboxRow[];
  /** What bells and chats tell. */
  news?: readonly PersonalNews[];
  /** Remembers that this was told; its entity and entity id name the incident. */
  told: AuditEntry;
  /** Calendars whose failure it tells of. */
  calendarIds?: string[];
  /** Dead letters that it tells of. */
  letterIds?: string[];
}

/** Queues a notice unless the same was told before. @returns whether it was queued. */
export async function queueStudioNotice(db: Db, notice: StudioNotice): Promise<boolean> {
  const { told, calendarIds = [], letterIds = [] } = notice;
  return transaction(db, () => {
    const before = db
      .select({ id: auditLog.id })
      .from(auditLog)
      .where(and(eq(auditLog.entity, told.entity), eq(auditLog.entityId, told.entityId)))
      .limit(1)
      .get();
    if (before) return false;
    for (const row of notice.rows) enqueue(db, row);
    for (const one of notice.news ?? []) storeNews(db, one, told.at);
    db.update(artistCalendars)
      .set({ failureToldAt: told.at })
      .where(inArray(artistCalendars.id, calendarIds))
      .run();
    db.update(outbox)
      .set({ payload: sql`json_set(${outbox.payload}, '$.toldOf', cast(${outbox.deadAt} AS text))` })
      .where(inArray(outbox.id, letterIds))
      .run();
    writeAudit(db, told);
    return true;
  });
}

/** The newest line about an incident whose entity id begins so. */
export async function findLastTold(db: Db, entity: string, prefix: string): Promise<AuditRow | undefined> {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.entity, entity), sql`${auditLog.entityId} GLOB ${`${prefix}*`}`))
    .orderBy(desc(auditLog.id))
    .limit(1)
    .get();
}

/** Suspended accounts in use: whoever uses one probes it every hour, one whose password was replaced nobody does. */
export async function listSuspensions(
  db: Db,
  probedAfterMs: number,
): Promise<{ account: string; since: number }[]> {
  return db
    .select({ account: suspendedAccounts.account, since: suspendedAccounts.since })
    .from(suspendedAccounts)
    .where(gt(suspendedAccounts.nextProbeAt, probedAfterMs))
    .all();
}

/** Calls of other systems have a log of their own. */
const TOLD_KINDS = ["calendar", "mail", "folder", "file", "picture", "consent"] as const;

/** Dead letters about appointments and files that nobody was told of, oldest first. News of a dead notice could not arrive either. */
export async function listUntoldLetters(db: Db, limit: number): Promise<DeliveryRow[]> {
  const untold = sql`${outbox.payload} ->> 'toldOf' IS NOT cast(${outbox.deadAt} AS text)`;
  return readDeliveries(db, and(isNotNull(outbox.deadAt), inArray(outbox.kind, TOLD_KINDS), untold), {
    limit,
    offset: 0,
  });
}
