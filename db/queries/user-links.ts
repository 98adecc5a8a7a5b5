import { and, eq, gt, isNull } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { signInLinks, users } from "../schema/users.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import type { NewUser, UserRow } from "./users.ts";
import { isEmailTaken } from "./users.ts";

export interface NewUserLink {
  tokenHash: string;
  purpose: "invite" | "reset";
  userId: string;
  expiresAt: number;
}

/** Stores somebody without a password and the link by which they choose one. */
export async function insertInvitedUser(
  db: Db,
  input: { user: NewUser; link: NewUserLink; audit: AuditEntry },
): Promise<"stored" | "email_taken"> {
  return transaction(db, () => {
    if (isEmailTaken(db, input.user.email)) return "email_taken";
    db.insert(users).values(input.user).run();
    db.insert(signInLinks).values(input.link).run();
    writeAudit(db, input.audit);
    return "stored";
  });
}

/** Stores a link; the user's older ones that were not used are worth nothing any more. */
export async function replaceUserLink(db: Db, link: NewUserLink, audit: AuditEntry): Promise<void> {
  transaction(db, () => {
    db.delete(signInLinks)
      .where(and(eq(signInLinks.userId, link.userId), isNull(signInLinks.usedAt)))
      .run();
    db.insert(signInLinks).values(link).run();
    writeAudit(db, audit);
  });
}

/** The active user a link that still works belongs to. */
export async function findUserLink(
  db: Db,
  tokenHash: string,
  nowMs: number,
): Promise<{ purpose: "invite" | "reset"; user: UserRow } | undefined> {
  const row = db
    .select({ purpose: signInLinks.purpose, user: users })
    .from(signInLinks)
    .innerJoin(users, eq(users.id, signInLinks.userId))
    .where(
      and(
        eq(signInLinks.tokenHash, tokenHash),
        isNull(signInLinks.usedAt),
        gt(signInLinks.expiresAt, nowMs),
        eq(users.active, true),
      ),
    )
    .get();
  if (!row || row.purpose === "first_admin") return undefined;
  return { purpose: row.purpose, user: row.user };
}

/**
 * Uses a link and stores the password chosen with it, once.
 * @returns "link_used" when it was used meanwhile, ran out, or the user was deactivated.
 */
export async function redeemUserLink(
  db: Db,
  input: { tokenHash: string; userId: string; passwordHash: string; audit: AuditEntry },
): Promise<"stored" | "link_used"> {
  const { at } = input.audit;
  return transaction(db, () => {
    const user = db.select().from(users).where(eq(users.id, input.userId)).get();
    if (!user?.active) return "link_used";
    const used = db
      .update(signInLinks)
      .set({ usedAt: at })
      .where(
        and(
          eq(signInLinks.tokenHash, input.tokenHash),
          eq(signInLinks.userId, user.id),
          isNull(signInLinks.usedAt),
          gt(signInLinks.expiresAt, at),
        ),
      )
      .run();
    if (used.changes !== 1) return "link_used";
    db.update(users).set({ passwordHash: input.passwordHash }).where(eq(users.id, user.id)).run();
    writeAudit(db, input.audit);
    return "stored";
  });
}
