import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { apiTokens, signInLinks, users } from "../schema/users.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

export type UserRow = typeof users.$inferSelect;
export type NewUser = typeof users.$inferInsert;

export async function findUserByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  return db.select().from(users).where(sql`lower(${users.email}) = lower(${email})`).get();
}

export async function findUser(db: Db, id: string): Promise<UserRow | undefined> {
  return db.select().from(users).where(eq(users.id, id)).get();
}

export async function listUsersOfArtist(db: Db, artistId: string): Promise<UserRow[]> {
  return db
    .select()
    .from(users)
    .where(and(eq(users.artistId, artistId), eq(users.active, true)))
    .orderBy(asc(users.createdAt))
    .all();
}

export async function countUsers(db: Db): Promise<number> {
  return db.select({ count: sql<number>`count(*)` }).from(users).get()?.count ?? 0;
}

/** @returns "email_taken" when somebody has this address already. */
export async function insertUser(
  db: Db,
  user: NewUser,
  audit: AuditEntry,
): Promise<"stored" | "email_taken"> {
  return transaction(db, () => {
    if (isEmailTaken(db, user.email)) return "email_taken";
    db.insert(users).values(user).run();
    writeAudit(db, audit);
    return "stored";
  });
}

/** Inside the caller's transaction. */
export function isEmailTaken(db: Db, email: string): boolean {
  const other = db
    .select({ id: users.id })
    .from(users)
    .where(sql`lower(${users.email}) = lower(${email})`)
    .get();
  return other !== undefined;
}

export async function insertSignInLink(db: Db, link: typeof signInLinks.$inferInsert): Promise<void> {
  transaction(db, () => {
    if (link.purpose === "first_admin")
      db.delete(signInLinks).where(eq(signInLinks.purpose, "first_admin")).run();
    db.insert(signInLinks).values(link).run();
  });
}

export async function findSignInLink(db: Db, tokenHash: string, nowMs: number) {
  return db
    .select()
    .from(signInLinks)
    .where(
      and(eq(signInLinks.tokenHash, tokenHash), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, nowMs)),
    )
    .get();
}

/**
 * Uses the first-admin link and stores the admin, once.
 * @returns "link_used" when the link was used meanwhile, or somebody exists already.
 */
export async function redeemFirstAdminLink(
  db: Db,
  input: { tokenHash: string; user: NewUser; audit: AuditEntry },
): Promise<"stored" | "link_used"> {
  return transaction(db, () => {
    const used = db
      .update(signInLinks)
      .set({ usedAt: input.user.createdAt })
      .where(
        and(
          eq(signInLinks.tokenHash, input.tokenHash),
          isNull(signInLinks.usedAt),
          gt(signInLinks.expiresAt, input.user.createdAt),
        ),
      )
      .run();
    const someone = db.select({ id: users.id }).from(users).limit(1).get();
    if (used.changes !== 1 || someone) return "link_used";
    db.insert(users).values(input.user).run();
    writeAudit(db, input.audit);
    return "stored";
  });
}

export async function insertApiToken(
  db: Db,
  token: typeof apiTokens.$inferInsert,
  audit: AuditEntry,
): Promise<void> {
  transaction(db, () => {
    db.insert(apiTokens).values(token).run();
    writeAudit(db, audit);
  });
}

/** The token and the user it acts as; undefined when revoked, unknown, or the user is not active. */
export async function findApiToken(
  db: Db,
  tokenHash: string,
): Promise<{ tokenId: string; scopes: string[] | null; user: UserRow } | undefined> {
  return db
    .select({ tokenId: apiTokens.id, scopes: apiTokens.scopes, user: users })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(and(eq(apiTokens.tokenHash, tokenHash), isNull(apiTokens.revokedAt), eq(users.active, true)))
    .get();
}

/** Notes the use of a token, at most once a minute. */
export async function touchApiToken(db: Db, tokenId: string, nowMs: number): Promise<void> {
  db.update(apiTokens)
    .set({ lastUsedAt: nowMs })
    .where(and(eq(apiTokens.id, tokenId), sql`coalesce(${apiTokens.lastUsedAt}, 0) < ${nowMs - 60_000}`))
    .run();
}
