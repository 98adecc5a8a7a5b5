import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { apiTokens, users } from "../schema/users.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

export interface TokenRow {
  id: string;
  userId: string;
  name: string;
  /** Null: everything. */
  scopes: string[] | null;
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
  userName: string;
}

const columns = {
  id: apiTokens.id,
  userId: apiTokens.userId,
  name: apiTokens.name,
  scopes: apiTokens.scopes,
  createdAt: apiTokens.createdAt,
  lastUsedAt: apiTokens.lastUsedAt,
  revokedAt: apiTokens.revokedAt,
  userName: users.name,
};

/** Tokens of one user or of all, newest first. */
export async function listTokens(db: Db, filter: { userId?: string; limit: number }): Promise<TokenRow[]> {
  return db
    .select(columns)
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(filter.userId === undefined ? undefined : eq(apiTokens.userId, filter.userId))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
    .limit(filter.limit)
    .all();
}

export async function findToken(db: Db, id: string): Promise<TokenRow | undefined> {
  return db
    .select(columns)
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(eq(apiTokens.id, id))
    .get();
}

/** How many tokens of a user work. */
export async function countTokens(db: Db, userId: string): Promise<number> {
  const row = db
    .select({ count: sql<number>`count(*)` })
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
    .get();
  return row?.count ?? 0;
}

/** Revokes a token; one that is revoked already stays as it is. */
export async function revokeToken(db: Db, id: string, audit: AuditEntry): Promise<void> {
  transaction(db, () => {
    const revoked = db
      .update(apiTokens)
      .set({ revokedAt: audit.at })
      .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
      .run();
    if (revoked.changes === 1) writeAudit(db, audit);
  });
}
