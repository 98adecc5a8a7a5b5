import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";

/** An event as it lies in the table; `data` is a JSON object, as text. */
export interface EventRow {
  seq: number;
  type: string;
  data: string;
}

/** With what says who may hear it. */
export interface AddressedEvent extends EventRow {
  tenantId: string;
  userId: string | null;
  roomId: string | null;
  isOpenRoom: 0 | 1;
}

/** So many rows are looked at in one turn, seen or not, so that nobody's past holds the process up. */
const MOST_LOOKED_AT = 500;

/** Whom the event in `event` is for: one user alone, or who may see its room. */
const IS_VISIBLE = `CASE WHEN event.user_id IS NOT NULL THEN event.user_id = @userId
  ELSE room.kind IN ('general', 'entity_room') OR EXISTS (
    SELECT 1 FROM messenger_memberships AS membership
    WHERE membership.room_id = event.room_id AND membership.user_id = @userId AND membership.state = 'joined')
  END`;

const FROM = "FROM messenger_events AS event LEFT JOIN messenger_rooms AS room ON room.id = event.room_id";

interface Walked {
  seq: number;
  type: string;
  /** Null for what is not for this person. */
  data: string | null;
}

const statements = prepared(({ $client }) => ({
  // Of all there ever were: forgetting events makes no number new.
  newest: $client.prepare<[], { seq: number }>(
    "SELECT seq FROM sqlite_sequence WHERE name = 'messenger_events'",
  ),
  oldest: $client.prepare<[], { seq: number | null }>("SELECT min(seq) AS seq FROM messenger_events"),
  after: $client.prepare<[{ after: number; limit: number }], AddressedEvent>(
    `SELECT event.seq, event.type, event.data, event.tenant_id AS tenantId, event.user_id AS userId,
      event.room_id AS roomId, coalesce(room.kind IN ('general', 'entity_room'), 0) AS isOpenRoom
    ${FROM} WHERE event.seq > @after ORDER BY event.seq LIMIT @limit`,
  ),
  walk: $client.prepare<[{ tenantId: string; userId: string; after: number; limit: number }], Walked>(
    `SELECT event.seq, event.type, CASE WHEN ${IS_VISIBLE} THEN event.data END AS data
    ${FROM} WHERE event.tenant_id = @tenantId AND event.seq > @after ORDER BY event.seq LIMIT @limit`,
  ),
  walkBack: $client.prepare<[{ tenantId: string; userId: string; limit: number }], Walked>(
    `SELECT event.seq, event.type, CASE WHEN ${IS_VISIBLE} THEN event.data END AS data
    ${FROM} WHERE event.tenant_id = @tenantId ORDER BY event.seq DESC LIMIT @limit`,
  ),
  members: $client
    .prepare<[string], string>(
      "SELECT user_id FROM messenger_memberships WHERE room_id = ? AND state = 'joined'",
    )
    .pluck(),
  active: $client
    .prepare<[string], string>(
      "SELECT id FROM messenger_users WHERE active AND id IN (SELECT value FROM json_each(?))",
    )
    .pluck(),
}));

/** The number of the newest event there ever was; 0 before the first. */
export function newestEventSeq(db: Db): number {
  return statements(db).newest.get()?.seq ?? 0;
}

/** Whether nothing after this event was forgotten, and it is one of ours at all. */
export function knowsEventsAfter(db: Db, seq: number): boolean {
  const newest = newestEventSeq(db);
  if (seq === newest) return true;
  return seq < newest && (statements(db).oldest.get()?.seq ?? Number.POSITIVE_INFINITY) <= seq + 1;
}

/** Everybody's, in order. */
export function eventsAfter(db: Db, after: number, limit: number): AddressedEvent[] {
  return statements(db).after.all({ after, limit });
}

/**
 * What is for this person, in order, until `take` answers false (that event counts as taken). One turn looks at 500
 * rows at most and holds one at a time.
 * @returns the last event looked at, and whether it was the last there is
 */
export function walkEvents(
  db: Db,
  member: { id: string; tenantId: string },
  after: number,
  take: (event: EventRow) => boolean,
): { cursor: number; isEnd: boolean } {
  const { id: userId, tenantId } = member;
  let cursor = after;
  let looked = 0;
  for (const { seq, type, data } of statements(db).walk.iterate({
    tenantId,
    userId,
    after,
    limit: MOST_LOOKED_AT,
  })) {
    looked += 1;
    cursor = seq;
    if (data !== null && !take({ seq, type, data })) return { cursor, isEnd: false };
  }
  return { cursor, isEnd: looked < MOST_LOOKED_AT };
}

/** The newest that are for this person, oldest first; only the newest few thousand of the tenant are looked at. */
export function newestEvents(db: Db, member: { id: string; tenantId: string }, limit: number): EventRow[] {
  const found: EventRow[] = [];
  const { id: userId, tenantId } = member;
  for (const { seq, type, data } of statements(db).walkBack.iterate({
    tenantId,
    userId,
    limit: 10 * MOST_LOOKED_AT,
  })) {
    if (data !== null) found.push({ seq, type, data });
    if (found.length === limit) break;
  }
  return found.reverse();
}

/** messenger_users.id of who is in a room now. */
export function joinedMembers(db: Db, roomId: string): string[] {
  return statements(db).members.all(roomId);
}

/** Those of these members (messenger_users.id) who are there and not shut out. */
export function activeMembers(db: Db, ids: readonly string[]): Set<string> {
  return new Set(statements(db).active.all(JSON.stringify(ids)));
}
