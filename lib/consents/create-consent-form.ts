import { insertConsentForm } from "#db/queries/consents.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { newId } from "#lib/core/ids.ts";
import type { NewConsentForm } from "./input.ts";

/** A form customers can be asked to sign. @returns its id. @throws AppError `not_allowed` but for admins */
export async function createConsentForm(ctx: Ctx, input: NewConsentForm): Promise<string> {
  requireAdmin(ctx.actor);
  const id = newId();
  const now = ctx.now();
  await insertConsentForm(
    ctx.db,
    { id, ...input, active: true, createdAt: now, updatedAt: now },
    auditEntry(ctx, { entity: "consent", entityId: id, action: "created", detail: { title: input.title } }),
  );
  return id;
}
