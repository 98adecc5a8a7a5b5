import { writeSettings } from "#db/queries/system.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import type { SettingsChangeInput } from "./input.ts";
import { type StudioSettings, studioSettings } from "./settings.ts";

/** Changes what is given. */
export async function changeSettings(ctx: Ctx, input: SettingsChangeInput): Promise<StudioSettings> {
  requireAdmin(ctx.actor);
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  await writeSettings(
    ctx.db,
    // null would take it back to its default, which is a reminder (see settings.ts).
    given.reminderHours === null ? { ...given, reminderHours: 0 } : given,
    auditEntry(ctx, {
      entity: "settings",
      entityId: "studio",
      action: "changed",
      detail: { fields: Object.keys(given) },
    }),
  );
  return studioSettings(ctx);
}
