import { findService, updateService } from "#db/queries/services.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceChangeInput } from "./input.ts";
import { requireArtists } from "./require-artists.ts";
import { requireConsentForm } from "./require-consent-form.ts";
import type { ServiceView } from "./service-view.ts";
import { showService } from "./show-service.ts";

/**
 * Changes what is given. Appointments keep the times they were booked with, and their service: one that is no longer
 * offered is made inactive, never deleted. @throws AppError `invalid_input`, `not_found`
 */
export async function changeService(ctx: Ctx, id: string, input: ServiceChangeInput): Promise<ServiceView> {
  requireAdmin(ctx.actor);
  const service = await findService(ctx.db, id);
  if (!service) throw new AppError("not_found", "There is no service with this id.");
  const { artistIds, ...set } = input;
  if (artistIds) await requireArtists(ctx, artistIds);
  await requireConsentForm(ctx, input.consentFormId);
  await updateService(ctx.db, service.id, {
    set,
    artistIds,
    audit: auditEntry(ctx, {
      entity: "service",
      entityId: service.id,
      action: "changed",
      detail: { fields: Object.keys(input) },
    }),
  });
  return showService(ctx, service.id);
}
