import { eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerUsers } from "../schema/messenger.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { forgetGivenRole, noteGivenRole, toldRole } from "./messenger-roles.ts";
import type { RoomRow } from "./messenger-rooms.ts";
import { findMessengerUser, type MessengerUser } from "./messenger-users.ts";

/** Where a page of people ended: casefolded name, id. */
export type PeoplePosition = readonly [name: string, id: string];
/** Where a page of rooms ended: when it was made, id. */
export type RoomsPosition = readonly [createdAt: number, id: string];

export interface ListedMember
  extends Pick<
    MessengerUser,
    | "id"
    | "hubUserId"
    | "displayName"
    | "role"
    | "matrixUserId"
    | "provisionedAt"
    | "createdAt"
    | "lastSeenAt"
  > {
  /** As the page is ordered. */
  sortName: string;
  active: 0 | 1;
  externalClientEnabled: 0 | 1;
  ofStudio: 0 | 1;
}

export interface AdminRoom
  extends Pick<
    RoomRow,
    | "id"
    | "kind"
    | "name"
    | "topic"
    | "entityType"
    | "entityId"
    | "transport"
    | "matrixRoomId"
    | "talkToken"
    | "createdAt"
  > {
  members: number;
  queued: number;
  lastAt: number | null;
}

interface Page {
  tenantId: string;
  q: string | null;
  most: number;
}

const queries = prepared(({ $client }) => ({
  members: $client.prepare<
    [Page & { hubUserId: string | null; isOurs: 0 | 1; name: string; id: string }],
    ListedMember
  >(`
    SELECT m.id, m.hub_user_id AS hubUserId, m.display_name AS displayName, m.role, m.active,
      casefold(m.display_name) AS sortName, m.matrix_user_id AS matrixUserId, m.provisioned_at AS provisionedAt,
      m.external_client_enabled AS externalClientEnabled, m.created_at AS createdAt, m.last_seen_at AS lastSeenAt,
      (@isOurs AND u.id IS NOT NULL) AS ofStudio
    FROM messenger_users m LEFT JOIN users u ON u.id = m.hub_user_id
    WHERE m.tenant_id = @tenantId AND (@hubUserId IS NULL OR m.hub_user_id = @hubUserId)
      AND (@q IS NULL OR instr(casefold(m.display_name), @q) > 0 OR instr(casefold(m.hub_user_id), @q) > 0)
      AND (casefold(m.display_name), m.id) > (@name, @id)
    ORDER BY casefold(m.display_name), m.id
    LIMIT @most`),
  rooms: $client.prepare<[Page & { createdAt: number; id: string }], AdminRoom>(`
    WITH shown AS MATERIALIZED (
      SELECT * FROM messenger_rooms
      WHERE tenant_id = @tenantId AND (created_at, id) < (@createdAt, @id)
        AND (@q IS NULL OR instr(casefold(name), @q) > 0)
      ORDER BY created_at DESC, id DESC
      LIMIT @most)
    SELECT s.id, s.kind, s.name, s.topic, s.entity_type AS entityType, s.entity_id AS entityId, s.transport,
      s.matrix_room_id AS matrixRoomId, s.talk_token AS talkToken, s.created_at AS createdAt,
      (SELECT count(*) FROM messenger_memberships WHERE room_id = s.id AND state = 'joined') AS members,
      (SELECT count(*) FROM messenger_messages WHERE room_id = s.id AND state = 'queued') AS queued,
      (SELECT created_at FROM messenger_messages WHERE seq = s.last_message_seq) AS lastAt
    FROM shown s ORDER BY s.created_at DESC, s.id DESC`),
}));

/** People of a tenant, by name, after a position. `isOurs`: the studio's own users are among them. */
export function listMembersAfter(
  db: Db,
  {
    after = ["", ""],
    isOurs,
    hubUserId = null,
    ...page
  }: Page & {
    after?: PeoplePosition | undefined;
    isOurs: boolean;
    hubUserId?: string | null;
  },
): ListedMember[] {
  const [name, id] = after;
  return queries(db).members.all({ ...page, hubUserId, isOurs: isOurs ? 1 : 0, name, id });
}

/** Rooms of a tenant, the newest first, after a position. */
export function listRoomsAfter(
  db: Db,
  { after = [Number.MAX_SAFE_INTEGER, ""], ...page }: Page & { after?: RoomsPosition | undefined },
): AdminRoom[] {
  const [createdAt, id] = after;
  return queries(db).rooms.all({ ...page, createdAt, id });
}

export type MemberChange = Partial<Pick<MessengerUser, "active" | "externalClientEnabled" | "role">>;

/** @returns false where there is nobody of this id */
export async function changeMessengerUser(
  db: Db,
  { tenantId, hubUserId }: Pick<MessengerUser, "tenantId" | "hubUserId">,
  change: MemberChange,
  audit: AuditEntry,
): Promise<boolean> {
  return transaction(db, () => {
    const known = findMessengerUser(db, tenantId, hubUserId);
    if (!known) return false;
    db.update(messengerUsers).set(change).where(eq(messengerUsers.id, known.id)).run();
    if (change.role !== undefined && change.role !== known.role) {
      const told = toldRole(db, known.id) ?? known.role;
      if (change.role === told) forgetGivenRole(db, known.id);
      else noteGivenRole(db, known.id, told);
    }
    writeAudit(db, { ...audit, entityId: known.id });
    return true;
  });
}
