import { replaceLogo } from "#db/queries/pictures.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { type StudioSettings, studioSettings } from "./settings.ts";

export async function removeLogo(ctx: Ctx): Promise<StudioSettings> {
  requireAdmin(ctx.actor);
  const audit = auditEntry(ctx, { entity: "settings", entityId: "studio", action: "logo_removed" });
  await replaceLogo(ctx.db, { picture: null, audit });
  return studioSettings(ctx);
}
