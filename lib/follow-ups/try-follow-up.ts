import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { dayOf, instantOf } from "#lib/core/time-zone.ts";
import { mailLocale } from "#lib/mail/mail-words.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { followUpText } from "./follow-up-text.ts";
import { followUpWords } from "./follow-up-words.ts";
import type { FollowUpTrial } from "./input.ts";
import type { RenderedText } from "./render-template.ts";
import { markedHead } from "./run-mark.ts";

const STATUS = { requested: "PENDING", confirmed: "CONFIRMED", cancelled: "CANCELLED" } as const;
const EXAMPLE = "example1";

/**
 * What a template would say of an example appointment, as its system would be sent it; nothing is sent.
 * @throws AppError unless an admin asks
 */
export async function tryFollowUp(ctx: Ctx, input: FollowUpTrial): Promise<RenderedText> {
  requireAdmin(ctx.actor);
  const settings = await studioSettings(ctx);
  const t = followUpWords(mailLocale(settings.locale));
  const { timeZone } = settings;
  const startMs = instantOf(dayOf(ctx.now() + 7 * DAY, timeZone), 14 * 60, timeZone);
  const { head, body } = await followUpText(ctx, input, {
    id: EXAMPLE,
    status: STATUS[input.event],
    startMs,
    endMs: startMs + 2 * HOUR,
    clientName: t("example.customer"),
    description: t("example.description"),
    artist: { name: t("example.artist"), timeZone },
    service: { name: t("example.service") },
  });
  const run = { id: `${EXAMPLE}:1`, appointmentId: EXAMPLE };
  return { head: markedHead(head, input.connector, run), body };
}
