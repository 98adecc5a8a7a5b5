import { isConsentForm } from "#db/queries/services.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";

/** @throws AppError `invalid_input` at `consentFormId` when an id is given that is no form. */
export async function requireConsentForm(ctx: Pick<Ctx, "db">, id: string | null | undefined): Promise<void> {
  if (id === null || id === undefined || (await isConsentForm(ctx.db, id))) return;
  throw new AppError("invalid_input", "There is no consent form with this id.", {
    errors: { consentFormId: ["unknown"] },
  });
}
