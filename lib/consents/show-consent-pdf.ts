import { findAppointment } from "#db/queries/appointments.ts";
import { type ConsentRow, findConsent } from "#db/queries/consents.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { consentFileName } from "./consent-file-name.ts";
import { renderConsent } from "./render-consent.ts";

/**
 * A signed form for the studio, made anew of what was signed, so that it can be read before it is filed and where there
 * is no place for files. @throws AppError `not_signed_in`, `not_found`, also for what is another artist's
 */
export async function showConsentPdf(ctx: Ctx, id: string): Promise<{ filename: string; bytes: Buffer }> {
  requireStudio(ctx.actor);
  const consent = await findConsent(ctx.db, id);
  if (!consent || !(await maySee(ctx, consent))) throw new AppError("not_found", "There is no such form.");
  return { filename: consentFileName(consent), bytes: await renderConsent(ctx, consent) };
}

async function maySee(ctx: Ctx, { appointmentId }: ConsentRow): Promise<boolean> {
  if (ctx.actor.kind !== "artist") return true;
  const appointment = appointmentId === null ? undefined : await findAppointment(ctx.db, appointmentId);
  return appointment?.artistId === ctx.actor.artistId;
}
