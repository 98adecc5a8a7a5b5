import { revokeLinks } from "#db/queries/revoke-links.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { manageToken, manageUrl } from "#lib/links/manage-link.ts";
import { somebodyFaster } from "./change-status.ts";
import { loadAppointment } from "./load-appointment.ts";

/**
 * Makes the customer's link a new one; the one before leads nowhere from then on, and so do the links of the idea, the
 * waitlist, earlier times and other sittings whose pages would hand it out. Mails that are still to be sent carry the
 * new ones. @returns the new link. @throws AppError `not_signed_in`, `not_found`, `not_allowed`, `conflict`
 */
export async function revokeLink(ctx: Ctx, id: string): Promise<string> {
  const appointment = await loadAppointment(ctx, id);
  const linkGeneration = appointment.linkGeneration + 1;
  const outcome = await revokeLinks(ctx.db, {
    appointment,
    change: {
      id,
      expectedVersion: appointment.version,
      set: { linkGeneration, manageTokenHash: manageToken(ctx.env, { id, linkGeneration }).hash },
      audit: auditEntry(ctx, { entity: "appointment", entityId: id, action: "link_revoked" }),
      outbox: [],
    },
    hashOf: (linked, kind) => manageToken(ctx.env, linked, kind).hash,
  });
  if (outcome !== "changed") throw somebodyFaster();
  return manageUrl(ctx.env, { id, linkGeneration });
}
