import * as queries from "#db/queries/services.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { newId } from "#lib/core/ids.ts";
import type { NewServiceInput } from "./input.ts";
import { requireArtists } from "./require-artists.ts";
import { requireConsentForm } from "./require-consent-form.ts";
import type { ServiceView } from "./service-view.ts";
import { showService } from "./show-service.ts";

/** Adds something that can be booked, by nobody until artists offer it. @throws AppError `invalid_input` */
export async function createService(ctx: Ctx, input: NewServiceInput): Promise<ServiceView> {
  requireAdmin(ctx.actor);
  const { artistIds = [], ...service } = input;
  await requireArtists(ctx, artistIds);
  await requireConsentForm(ctx, input.consentFormId);
  const id = newId();
  await queries.createService(ctx.db, {
    service: { ...service, id, createdAt: ctx.now() },
    artistIds,
    audit: auditEntry(ctx, {
      entity: "service",
      entityId: id,
      action: "created",
      detail: { name: input.name },
    }),
  });
  return showService(ctx, id);
}
