import { revokeServiceToken as revoke } from "#db/queries/service-tokens.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireMessengerAdmin } from "./require-member.ts";

/**
 * The next request with this token is refused. Safe to repeat.
 * @throws AppError as `requireMessengerAdmin`; `not_found`, also for another tenant's
 */
export async function revokeServiceToken(ctx: Ctx, id: string): Promise<void> {
  const { tenantId } = await requireMessengerAdmin(ctx);
  const isThere = await revoke(ctx.db, { tenantId, id }, ({ name }) =>
    auditEntry(ctx, {
      entity: "service_token",
      entityId: id,
      action: "revoked",
      detail: { name, tenantId },
    }),
  );
  if (!isThere) throw new AppError("not_found", "There is no service token with this id.");
}
