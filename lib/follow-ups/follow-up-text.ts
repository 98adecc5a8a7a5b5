import type { FollowUpRow } from "#db/queries/follow-ups.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { mailLocale } from "#lib/mail/mail-words.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { appointmentValues, type ToldAppointment } from "./appointment-values.ts";
import { type RenderedText, renderTemplate } from "./render-template.ts";

/** What a follow-up says of an appointment as it is now. */
export async function followUpText(
  ctx: Pick<Ctx, "db" | "env">,
  { template, connector }: Pick<FollowUpRow, "template" | "connector">,
  appointment: ToldAppointment,
): Promise<RenderedText> {
  const { locale, timeZone } = await studioSettings(ctx);
  const linkOf = (id: string) => adminLink(ctx.env, id);
  const values = appointmentValues(appointment, { locale: mailLocale(locale), timeZone, linkOf });
  return renderTemplate(template, values, connector);
}
