import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { MINUTE } from "#lib/core/clock.ts";
import { type Db, transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { serviceTokens } from "../schema/messenger.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

export type ServiceTokenRow = typeof serviceTokens.$inferSelect;

const byHash = prepared((db) =>
  db
    .select()
    .from(serviceTokens)
    .where(and(eq(serviceTokens.tokenHash, sql.placeholder("hash")), isNull(serviceTokens.revokedAt)))
    .prepare(),
);

/** One that works. */
export function findServiceToken(db: Db, tokenHash: string): ServiceTokenRow | undefined {
  return byHash(db).get({ hash: tokenHash });
}

/** Once a minute is often enough to see whether anybody still uses it. */
export function touchServiceToken(db: Db, token: ServiceTokenRow, nowMs: number): void {
  if (token.lastUsedAt !== null && nowMs >= token.lastUsedAt && nowMs - token.lastUsedAt < MINUTE) return;
  db.update(serviceTokens).set({ lastUsedAt: nowMs }).where(eq(serviceTokens.id, token.id)).run();
}

/** Of one tenant, those that work first, the newest of each before the older; not their hashes. */
export function listServiceTokens(
  db: Db,
  tenantId: string,
  limit: number,
): Omit<ServiceTokenRow, "tokenHash" | "tenantId">[] {
  return db
    .select({
      id: serviceTokens.id,
      name: serviceTokens.name,
      scopes: serviceTokens.scopes,
      createdBy: serviceTokens.createdBy,
      createdAt: serviceTokens.createdAt,
      lastUsedAt: serviceTokens.lastUsedAt,
      revokedAt: serviceTokens.revokedAt,
    })
    .from(serviceTokens)
    .where(eq(serviceTokens.tenantId, tenantId))
    .orderBy(
      sql`${serviceTokens.revokedAt} IS NOT NULL`,
      desc(serviceTokens.createdAt),
      desc(serviceTokens.id),
    )
    .limit(limit)
    .all();
}

/** @returns why not: another that works has the name, or the tenant has `most` of them. */
export async function insertServiceToken(
  db: Db,
  token: Omit<ServiceTokenRow, "lastUsedAt" | "revokedAt">,
  most: number,
  audit: AuditEntry,
): Promise<"stored" | "name_taken" | "too_many"> {
  return transaction(db, () => {
    const working = db
      .select({ name: serviceTokens.name })
      .from(serviceTokens)
      .where(and(eq(serviceTokens.tenantId, token.tenantId), isNull(serviceTokens.revokedAt)))
      .all();
    const folded = (name: string) => name.normalize("NFC").toLowerCase();
    if (working.some(({ name }) => folded(name) === folded(token.name))) return "name_taken";
    if (working.length >= most) return "too_many";
    db.insert(serviceTokens).values(token).run();
    writeAudit(db, audit);
    return "stored";
  });
}

/** From then on it is refused; one that was revoked already stays as it is. @returns false where the tenant has none such. */
export async function revokeServiceToken(
  db: Db,
  { tenantId, id }: { tenantId: string; id: string },
  audit: (token: Pick<ServiceTokenRow, "name">) => AuditEntry,
): Promise<boolean> {
  return transaction(db, () => {
    const isIt = and(eq(serviceTokens.tenantId, tenantId), eq(serviceTokens.id, id));
    const known = db.select().from(serviceTokens).where(isIt).get();
    if (!known) return false;
    if (known.revokedAt !== null) return true;
    const line = audit(known);
    db.update(serviceTokens).set({ revokedAt: line.at }).where(isIt).run();
    writeAudit(db, line);
    return true;
  });
}
