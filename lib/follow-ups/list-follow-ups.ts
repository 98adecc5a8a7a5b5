import { listFollowUpRows } from "#db/queries/follow-ups.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { getMissingConfig } from "#lib/integrations/connector-config.ts";
import { connectors } from "#lib/integrations/registry.ts";
import { mailLocale } from "#lib/mail/mail-words.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import type { FollowUpView } from "./follow-up-view.ts";
import { defaultTemplate } from "./follow-up-words.ts";
import { FOLLOW_UP_CONNECTORS, FOLLOW_UP_EVENTS } from "./kinds.ts";

/**
 * What follows each event in each system, all nine; where nobody has saved anything it is off, with a template in the
 * studio's language. @throws AppError unless an admin asks
 */
export async function listFollowUps(ctx: Ctx): Promise<FollowUpView[]> {
  requireAdmin(ctx.actor);
  const [rows, settings] = await Promise.all([listFollowUpRows(ctx.db), studioSettings(ctx)]);
  const locale = mailLocale(settings.locale);
  return FOLLOW_UP_EVENTS.flatMap((event) =>
    FOLLOW_UP_CONNECTORS.map((connector): FollowUpView => {
      const row = rows.find(({ id }) => id === `${event}:${connector}`);
      const missing = getMissingConfig(connectors[connector], ctx.env);
      return {
        event,
        connector,
        name: connectors[connector].name,
        active: row?.active ?? false,
        template: row?.template ?? defaultTemplate(locale, { event, connector }),
        target: row?.target ?? {},
        configured: missing.length === 0,
        missing,
        updatedAt: row ? new Date(row.updatedAt).toISOString() : null,
      };
    }),
  );
}
