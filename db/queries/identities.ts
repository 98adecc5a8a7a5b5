import { and, eq, isNotNull, ne, or, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { userIdentities } from "../schema/connections.ts";
import { users } from "../schema/users.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { isEmailTaken, type NewUser, type UserRow } from "./users.ts";

export type IdentityRow = typeof userIdentities.$inferSelect;

export async function findUserOfIdentity(
  db: Db,
  identity: Pick<IdentityRow, "provider" | "subject">,
): Promise<UserRow | undefined> {
  return userOf(db, identity);
}

export async function listIdentities(db: Db, userId: string): Promise<IdentityRow[]> {
  return db.select().from(userIdentities).where(eq(userIdentities.userId, userId)).all();
}

/**
 * Links an identity with an active user. Somebody has one identity at a provider: `replace` says that a new one takes
 * the place of the old.
 * @returns "taken" when it is somebody else's, "other_subject" when they have another and it may not be replaced
 */
export async function linkUserIdentity(
  db: Db,
  input: { identity: IdentityRow; replace: boolean; audit: AuditEntry },
): Promise<"linked" | "taken" | "other_subject" | "not_active"> {
  const { identity } = input;
  return transaction(db, () => {
    const user = db.select().from(users).where(eq(users.id, identity.userId)).get();
    if (!user?.active) return "not_active";
    const owner = userOf(db, identity);
    if (owner) return owner.id === identity.userId ? "linked" : "taken";
    const own = and(
      eq(userIdentities.userId, identity.userId),
      eq(userIdentities.provider, identity.provider),
    );
    if (!input.replace && db.select().from(userIdentities).where(own).get()) return "other_subject";
    db.delete(userIdentities).where(own).run();
    db.insert(userIdentities).values(identity).run();
    writeAudit(db, input.audit);
    return "linked";
  });
}

/** @returns "last_way_in" when the user has no password and no other identity */
export async function unlinkUserIdentity(
  db: Db,
  input: { userId: string; provider: string; audit: AuditEntry },
): Promise<"unlinked" | "not_found" | "last_way_in"> {
  return transaction(db, () => {
    const user = db.select().from(users).where(eq(users.id, input.userId)).get();
    const all = db.select().from(userIdentities).where(eq(userIdentities.userId, input.userId)).all();
    if (!user || !all.some((row) => row.provider === input.provider)) return "not_found";
    if (user.passwordHash === null && all.every((row) => row.provider === input.provider))
      return "last_way_in";
    db.delete(userIdentities)
      .where(and(eq(userIdentities.userId, input.userId), eq(userIdentities.provider, input.provider)))
      .run();
    writeAudit(db, input.audit);
    return "unlinked";
  });
}

/** Stores somebody the provider vouches for, without a password, together with the identity. */
export async function insertUserWithIdentity(
  db: Db,
  input: { user: NewUser; identity: IdentityRow; audit: AuditEntry },
): Promise<"stored" | "taken"> {
  return transaction(db, () => {
    if (isEmailTaken(db, input.user.email) || userOf(db, input.identity)) return "taken";
    db.insert(users).values(input.user).run();
    db.insert(userIdentities).values(input.identity).run();
    writeAudit(db, input.audit);
    return "stored";
  });
}

/** Gives the role a mapping says. @returns "last_admin" when nobody who can sign in would be an admin any more */
export async function updateMappedRole(
  db: Db,
  input: { userId: string; role: UserRow["role"]; audit: AuditEntry },
): Promise<"changed" | "unchanged" | "last_admin"> {
  return transaction(db, () => {
    const user = db.select().from(users).where(eq(users.id, input.userId)).get();
    if (!user || user.role === input.role) return "unchanged";
    if (user.role === "admin" && !hasAnotherAdmin(db, user.id)) return "last_admin";
    db.update(users).set({ role: input.role }).where(eq(users.id, user.id)).run();
    writeAudit(db, input.audit);
    return "changed";
  });
}

function userOf(db: Db, identity: Pick<IdentityRow, "provider" | "subject">): UserRow | undefined {
  return db
    .select({ user: users })
    .from(userIdentities)
    .innerJoin(users, eq(users.id, userIdentities.userId))
    .where(and(eq(userIdentities.provider, identity.provider), eq(userIdentities.subject, identity.subject)))
    .get()?.user;
}

/** Who has an identity at some provider, and so needs no password. */
export async function listUsersWithIdentity(db: Db): Promise<Set<string>> {
  return new Set(
    db
      .select({ userId: userIdentities.userId })
      .from(userIdentities)
      .all()
      .map((row) => row.userId),
  );
}

/** Whether somebody has a password, or an identity that stands for one. One who was only invited has neither. */
export function hasWayIn(db: Db, user: Pick<UserRow, "id" | "passwordHash">): boolean {
  if (user.passwordHash !== null) return true;
  return db.select().from(userIdentities).where(eq(userIdentities.userId, user.id)).get() !== undefined;
}

/** One who was only invited cannot open the door to anybody yet; one with an identity can. */
export function hasAnotherAdmin(db: Db, exceptId: string): boolean {
  const other = db
    .select({ one: sql<number>`1` })
    .from(users)
    .leftJoin(userIdentities, eq(userIdentities.userId, users.id))
    .where(
      and(
        eq(users.role, "admin"),
        eq(users.active, true),
        or(isNotNull(users.passwordHash), isNotNull(userIdentities.userId)),
        ne(users.id, exceptId),
      ),
    )
    .get();
  return other !== undefined;
}
