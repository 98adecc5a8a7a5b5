import { and, desc, eq, gt, inArray, lte } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { embedTokens, users } from "../schema/users.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import type { UserRow } from "./users.ts";

export type EmbedTokenRow = typeof embedTokens.$inferSelect;

/** Stores a token; expired ones go, and of this user's only the newest `keep` stay. */
export async function insertEmbedToken(
  db: Db,
  token: EmbedTokenRow,
  keep: number,
  audit: AuditEntry,
): Promise<void> {
  transaction(db, () => {
    db.delete(embedTokens).where(lte(embedTokens.expiresAt, token.createdAt)).run();
    db.insert(embedTokens).values(token).run();
    const surplus = db
      .select({ tokenHash: embedTokens.tokenHash })
      .from(embedTokens)
      .where(eq(embedTokens.userId, token.userId))
      .orderBy(desc(embedTokens.createdAt), desc(embedTokens.tokenHash))
      .limit(1000)
      .offset(keep)
      .all()
      .map(({ tokenHash }) => tokenHash);
    if (surplus.length > 0) db.delete(embedTokens).where(inArray(embedTokens.tokenHash, surplus)).run();
    writeAudit(db, audit);
  });
}

/** The token and the user it acts as; undefined when unknown, expired, or the user is not active. */
export async function findEmbedToken(
  db: Db,
  tokenHash: string,
  nowMs: number,
): Promise<{ token: EmbedTokenRow; user: UserRow } | undefined> {
  return db
    .select({ token: embedTokens, user: users })
    .from(embedTokens)
    .innerJoin(users, eq(users.id, embedTokens.userId))
    .where(
      and(eq(embedTokens.tokenHash, tokenHash), gt(embedTokens.expiresAt, nowMs), eq(users.active, true)),
    )
    .get();
}

/** Ends a token of this user; nothing happens to one that is gone. */
export async function deleteEmbedToken(db: Db, userId: string, tokenHash: string): Promise<void> {
  db.delete(embedTokens)
    .where(and(eq(embedTokens.userId, userId), eq(embedTokens.tokenHash, tokenHash)))
    .run();
}
