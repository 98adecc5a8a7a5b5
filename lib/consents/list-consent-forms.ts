import { listConsentFormRows } from "#db/queries/consents.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";

export interface ConsentFormView {
  id: string;
  title: string;
  body: string;
  minimumAge: number | null;
  active: boolean;
  /** How many services ask for it, and how often it was signed. */
  services: number;
  signed: number;
  updatedAt: number;
}

/** Every form, those in use first. @throws AppError `not_signed_in`, `not_allowed` */
export async function listConsentForms(ctx: Ctx): Promise<ConsentFormView[]> {
  requireStudio(ctx.actor);
  const rows = await listConsentFormRows(ctx.db);
  return rows.map(({ createdAt: _, ...form }) => form);
}
