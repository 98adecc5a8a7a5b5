import { replaceLogo } from "#db/queries/pictures.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { shapePicture } from "#lib/media/shape-picture.ts";
import { type StudioSettings, studioSettings } from "./settings.ts";

const SIDE = 512;

/** Gives the studio a logo: at most 512 pixels wide and high, its proportions and transparency kept. @throws AppError */
export async function setLogo(ctx: Ctx, bytes: Uint8Array): Promise<StudioSettings> {
  requireAdmin(ctx.actor);
  const picture = await shapePicture(ctx, bytes, { width: SIDE, height: SIDE, fit: "inside" });
  const audit = auditEntry(ctx, { entity: "settings", entityId: "studio", action: "logo_changed" });
  await replaceLogo(ctx.db, { picture, audit });
  return studioSettings(ctx);
}
