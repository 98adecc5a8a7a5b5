import { and, eq, sql } from "drizzle-orm";
import { MINUTE } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerUsers } from "../schema/messenger.ts";
import { forgetGivenRole, toldRole } from "./messenger-roles.ts";

export type MessengerUser = typeof messengerUsers.$inferSelect;

const byHubUser = prepared((db) =>
  db
    .select()
    .from(messengerUsers)
    .where(
      and(
        eq(messengerUsers.tenantId, sql.placeholder("tenantId")),
        eq(messengerUsers.hubUserId, sql.placeholder("hubUserId")),
      ),
    )
    .prepare(),
);

export function findMessengerUser(db: Db, tenantId: string, hubUserId: string): MessengerUser | undefined {
  return byHubUser(db).get({ tenantId, hubUserId });
}

export function findMessengerUserById(db: Db, id: string): MessengerUser | undefined {
  return db.select().from(messengerUsers).where(eq(messengerUsers.id, id)).get();
}

/**
 * Somebody as they come: entered at first sight, otherwise their name and role as they are now. A role that an admin
 * gave stays until another is told of them than the one that was told then.
 */
export function seeMessengerUser(
  db: Db,
  seen: Pick<MessengerUser, "tenantId" | "hubUserId" | "displayName" | "role" | "matrixUserId">,
  nowMs: number,
): MessengerUser {
  const known = findMessengerUser(db, seen.tenantId, seen.hubUserId);
  const role = known && known.role !== seen.role ? settledRole(db, known, seen.role) : seen.role;
  const isFresh = known && nowMs >= known.lastSeenAt && nowMs - known.lastSeenAt < MINUTE;
  const isSame =
    known?.displayName === seen.displayName &&
    known.role === role &&
    (known.matrixUserId !== null || seen.matrixUserId === null);
  if (known && isFresh && isSame) return known;
  return db
    .insert(messengerUsers)
    .values({ id: newId(), ...seen, role, createdAt: nowMs, lastSeenAt: nowMs })
    .onConflictDoUpdate({
      target: [messengerUsers.tenantId, messengerUsers.hubUserId],
      set: {
        displayName: seen.displayName,
        role,
        // Decided once: rooms and messages at the homeserver carry it.
        matrixUserId: sql`coalesce(${messengerUsers.matrixUserId}, excluded.matrix_user_id)`,
        lastSeenAt: nowMs,
      },
    })
    .returning()
    .get();
}

function settledRole(db: Db, known: MessengerUser, told: MessengerUser["role"]): MessengerUser["role"] {
  const toldThen = toldRole(db, known.id);
  if (toldThen === told) return known.role;
  if (toldThen !== null) forgetGivenRole(db, known.id);
  return told;
}
