import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { apiTokens, users } from "../schema/users.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { hasAnotherAdmin, hasWayIn } from "./identities.ts";
import type { UserRow } from "./users.ts";

/** Everybody who signs in or was invited, active people first. */
export async function listUsers(db: Db): Promise<UserRow[]> {
  return db.select().from(users).orderBy(desc(users.active), asc(users.name), asc(users.id)).all();
}

/**
 * Changes somebody. Deactivating ends their sessions and revokes their tokens in the same step.
 * @returns "last_admin" when nobody would be left who can sign in as an admin.
 */
export async function updateUser(
  db: Db,
  id: string,
  change: { set: Partial<Pick<UserRow, "name" | "role" | "artistId" | "active">>; audit: AuditEntry },
): Promise<"changed" | "last_admin" | "not_found"> {
  return transaction(db, () => {
    const before = db.select().from(users).where(eq(users.id, id)).get();
    if (!before) return "not_found";
    const after = { ...before, ...change.set };
    if (isWorkingAdmin(db, before) && !isWorkingAdmin(db, after) && !hasAnotherAdmin(db, id))
      return "last_admin";
    const ended = before.active && !after.active;
    const sessionEpoch = before.sessionEpoch + (ended ? 1 : 0);
    db.update(users)
      .set({ ...change.set, sessionEpoch })
      .where(eq(users.id, id))
      .run();
    if (ended) {
      db.update(apiTokens)
        .set({ revokedAt: change.audit.at })
        .where(and(eq(apiTokens.userId, id), isNull(apiTokens.revokedAt)))
        .run();
    }
    writeAudit(db, change.audit);
    return "changed";
  });
}

/** One who was only invited cannot open the door to anybody yet. */
function isWorkingAdmin(db: Db, user: UserRow): boolean {
  return user.role === "admin" && user.active && hasWayIn(db, user);
}
