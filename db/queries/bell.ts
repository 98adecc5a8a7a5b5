import { and, desc, eq, gt, gte, isNull, lt, max, min, or, type SQL, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMemberships, messengerRooms, messengerUsers } from "../schema/messenger.ts";
import { messengerEvents } from "../schema/messenger-events.ts";
import { insertEvent, type MessengerEvent } from "./messenger-events.ts";
import type { MessengerUser } from "./messenger-users.ts";

/** So many events of a tenant are looked at for one page at most, whoever may see them. */
const MOST_LOOKED_AT = 5000;
/** Stands for "as many or more". */
const MOST_UNREAD = 100;

export type BellEntry = Pick<MessengerEvent, "seq" | "data" | "at">;
type Member = Pick<MessengerUser, "id" | "tenantId" | "createdAt">;

/**
 * Notifications that a member may see, newest first: told to them, said in a room of everybody, or where they are.
 * @returns `next`, the `before` of the page after this one; null where nothing is older
 */
export function listBell(
  db: Db,
  { id: userId, tenantId }: Member,
  page: { before: number; limit: number },
): { entries: BellEntry[]; next: number | null } {
  const about = { userId, tenantId, before: page.before };
  const found = bell(db).page.all({ ...about, limit: page.limit + 1 });
  const entries = found.slice(0, page.limit);
  if (found.length > page.limit) return { entries, next: entries.at(-1)?.seq ?? null };
  // Behind the last one looked at there may be more.
  const looked = bell(db).lookedAt.get(about);
  return { entries, next: looked?.count === MOST_LOOKED_AT ? looked.oldest : null };
}

/** How many of them are after what they have seen, and came since they did; at most MOST_UNREAD. */
export function countUnreadInBell(db: Db, member: Member, seenSeq: number): number {
  const { id: userId, tenantId, createdAt } = member;
  return bell(db).unread.all({ userId, tenantId, seenSeq, createdAt }).length;
}

/** Up to `upTo`, at most to the newest event there is. Only ever further; their other tabs follow. */
export async function seeBellUpTo(
  db: Db,
  member: Member,
  upTo: number,
  nowMs: number,
): Promise<{ seenSeq: number; unread: number; isNew: boolean }> {
  return transaction(db, () => {
    const known = bell(db).seen.get({ userId: member.id })?.seenSeq ?? 0;
    const newest = bell(db).newest.get()?.seq ?? 0;
    const seenSeq = Math.max(known, Math.min(upTo, newest));
    const unread = countUnreadInBell(db, member, seenSeq);
    if (seenSeq <= known) return { seenSeq, unread, isNew: false };
    db.update(messengerUsers).set({ seenSeq }).where(eq(messengerUsers.id, member.id)).run();
    insertEvent(db, {
      tenantId: member.tenantId,
      type: "read",
      userId: member.id,
      data: { room_id: null, up_to: seenSeq, unread },
      at: nowMs,
    });
    return { seenSeq, unread, isNew: true };
  });
}

const bell = prepared((db) => {
  const userId = sql.placeholder("userId");
  /** The newest notifications of the tenant. */
  const newest = (condition: SQL) =>
    db
      .select()
      .from(messengerEvents)
      .where(
        and(
          eq(messengerEvents.tenantId, sql.placeholder("tenantId")),
          eq(messengerEvents.type, "notification"),
          condition,
        ),
      )
      .orderBy(desc(messengerEvents.seq))
      .limit(MOST_LOOKED_AT)
      .as("event");
  const isVisible = (event: ReturnType<typeof newest>) =>
    or(
      eq(event.userId, userId),
      and(
        isNull(event.userId),
        sql`EXISTS (SELECT 1 FROM ${messengerRooms} WHERE ${messengerRooms.id} = ${event.roomId} AND (
          ${messengerRooms.kind} IN ('general', 'entity_room') OR EXISTS (
            SELECT 1 FROM ${messengerMemberships} WHERE ${messengerMemberships.roomId} = ${event.roomId}
              AND ${messengerMemberships.userId} = ${userId} AND ${messengerMemberships.state} = 'joined')))`,
      ),
    );
  const older = newest(lt(messengerEvents.seq, sql.placeholder("before")));
  const newer = newest(gt(messengerEvents.seq, sql.placeholder("seenSeq")));
  return {
    page: db
      .select({ seq: older.seq, data: older.data, at: older.at })
      .from(older)
      .where(isVisible(older))
      .orderBy(desc(older.seq))
      .limit(sql.placeholder("limit"))
      .prepare(),
    lookedAt: db
      .select({ count: sql<number>`count(*)`, oldest: min(older.seq) })
      .from(older)
      .prepare(),
    unread: db
      .select({ seq: newer.seq })
      .from(newer)
      .where(and(gte(newer.at, sql.placeholder("createdAt")), isVisible(newer)))
      .limit(MOST_UNREAD)
      .prepare(),
    seen: db
      .select({ seenSeq: messengerUsers.seenSeq })
      .from(messengerUsers)
      .where(eq(messengerUsers.id, userId))
      .prepare(),
    newest: db
      .select({ seq: max(messengerEvents.seq) })
      .from(messengerEvents)
      .prepare(),
  };
});
