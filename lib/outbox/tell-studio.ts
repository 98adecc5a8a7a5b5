import { type NewsReader, readersOfTrouble } from "#db/queries/news-choices.ts";
import type { PersonalNews } from "#db/queries/store-news.ts";
import { queueStudioNotice } from "#db/queries/studio-notices.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { composeStudioNews, composeStudioNotice } from "#lib/mail/compose-studio-notice.ts";
import { wakeListeners } from "#lib/messenger/wake.ts";
import { choicesOf } from "#lib/news/choices.ts";
import { heldUntil } from "#lib/news/plan-news.ts";
import { troubleNews } from "#lib/news/trouble-news.ts";
import { type StudioSettings, studioSettings } from "#lib/studio/settings.ts";
import { type Incident, studioIncidents, TOLD_ENTITY } from "./studio-facts.ts";

/**
 * Tells every active admin, once for each incident and by the channels of their choice (mail and bell, where they made
 * none), what only a person can mend: a refused password, calendars that have failed for a quarter of an hour,
 * deletions that are held, deliveries that were given up. Safe to run at any time, twice too. While all that could tell
 * them is mail, and there is no mail server, nothing counts as told.
 * @returns how many incidents were told now. @throws AppError `not_signed_in`, `not_allowed`
 */
export async function tellStudio(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const readers = readersOfTrouble(ctx.db).filter(({ user }) => user.passwordHash !== null);
  if (readers.length === 0) return 0;
  const incidents = await studioIncidents(ctx);
  if (incidents.length === 0) return 0;
  const studio = await studioSettings(ctx);
  let told = 0;
  for (const incident of incidents) if (await tellIncident(ctx, incident, readers, studio)) told += 1;
  if (told > 0) wakeListeners();
  return told;
}

async function tellIncident(
  ctx: Ctx,
  { id, fact, ...subjects }: Incident,
  readers: readonly NewsReader[],
  studio: StudioSettings,
): Promise<boolean> {
  const now = ctx.now();
  const text = { ...composeStudioNews({ fact, studio, env: ctx.env }), studio: studio.name };
  const news: PersonalNews[] = [];
  for (const reader of readers) {
    const one = await troubleNews(ctx, id, reader, text);
    if (one) news.push(one);
  }
  const mailed = readers
    .map(({ user, choices }) => ({ user, choices: choicesOf(choices, user) }))
    .filter(({ choices }) => choices.events.sync_trouble.mail);
  if (!ctx.env.SMTP_URL && mailed.length > 0 && news.length === 0) return false;
  const rows = (ctx.env.SMTP_URL ? mailed : []).map(({ user, choices }) => ({
    id: `${id}:${user.id}`,
    kind: "notice" as const,
    appointmentId: null,
    payload: {
      template: fact.template,
      to: user.id,
      ...composeStudioNotice({ fact, readerName: user.name, studio, env: ctx.env }),
    },
    nextAttemptAt: heldUntil("sync_trouble", choices, now) ?? now,
    createdAt: now,
  }));
  const line = auditEntry(ctx, {
    entity: TOLD_ENTITY,
    entityId: id,
    action: "studio_told",
    detail: { template: fact.template },
  });
  // Whoever chose not to hear of it has been asked; it still counts as told.
  return queueStudioNotice(ctx.db, { rows, news, told: line, ...subjects });
}
