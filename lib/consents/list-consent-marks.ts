import { consentMarks } from "#db/queries/consents.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";

/**
 * Of appointments somebody sees in a list: which of them ask for a form, and whether it was signed, by id.
 * @throws AppError `not_signed_in`
 */
export async function listConsentMarks(
  ctx: Ctx,
  appointments: readonly { id: string }[],
): Promise<Record<string, "signed" | "missing">> {
  requireStudio(ctx.actor);
  const marks = await consentMarks(
    ctx.db,
    appointments.map(({ id }) => id),
  );
  return Object.fromEntries(marks);
}
