import { listServiceTokens as listTokens } from "#db/queries/service-tokens.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { isoOrNull } from "./notification-json.ts";
import { requireMessengerAdmin } from "./require-member.ts";

const MOST_ROWS = 500;

/** A service token as admins see it; the token itself is not kept. */
export interface ServiceTokenJson {
  id: string;
  name: string;
  /** lib/messenger/service-scopes.ts */
  scopes: string[];
  created_by: string;
  created_at: string;
  /** To the minute. */
  last_used_at: string | null;
  revoked_at: string | null;
}

/**
 * Those of the tenant that work first, newest first; then the revoked ones.
 * @throws AppError as `requireMessengerAdmin`
 */
export async function listServiceTokens(ctx: Ctx): Promise<{ tokens: ServiceTokenJson[] }> {
  const { tenantId } = await requireMessengerAdmin(ctx);
  const tokens = listTokens(ctx.db, tenantId, MOST_ROWS).map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    created_by: row.createdBy,
    created_at: new Date(row.createdAt).toISOString(),
    last_used_at: isoOrNull(row.lastUsedAt),
    revoked_at: isoOrNull(row.revokedAt),
  }));
  return { tokens };
}
