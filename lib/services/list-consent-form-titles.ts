import * as queries from "#db/queries/services.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";

/** The consent forms a service can ask for, those in use first. */
export async function listConsentFormTitles(
  ctx: Ctx,
): Promise<{ id: string; title: string; active: boolean }[]> {
  requireStudio(ctx.actor);
  return queries.listConsentFormTitles(ctx.db);
}
