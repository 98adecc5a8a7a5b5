import type { Ctx } from "#lib/auth/context.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { loadAppointment } from "./load-appointment.ts";

/** The customer's own link, for somebody of the studio to pass on. @throws as loadAppointment */
export async function showLink(ctx: Ctx, id: string): Promise<string> {
  return manageUrl(ctx.env, await loadAppointment(ctx, id));
}
