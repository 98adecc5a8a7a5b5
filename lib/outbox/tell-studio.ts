import { type NewsReader, readersOfTrouble } from "#db/queries/news-choices.ts";
import type { NewOutboxRow } from "#db/queries/outbox.ts";
import type { PersonalNews } from "#db/queries/store-news.ts";
import { queueStudioNotice } from "#db/queries/studio-notices.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { composeStudioNews, composeStudioNotice } from "#lib/mail/compose-studio-notice.ts";
import type { StudioFact } from "#lib/mail/studio-fact.ts";
import { wakeListeners } from "#lib/messenger/wake.ts";
import { choicesOf } from "#lib/news/choices.ts";
import { heldUntil } from "#lib/news/plan-news.ts";
import { troubleNews } from "#lib/news/trouble-news.ts";
import { troubleOf } from "#lib/news/trouble-of.ts";
import { type StudioSettings, studioSettings } from "#lib/studio/settings.ts";
import { factFor } from "./fact-for.ts";
import { type Incident, studioIncidents, TOLD_ENTITY } from "./studio-facts.ts";

/**
 * Tells every active admin, once for each incident and by the channels of their choice (mail and bell, where they made
 * none), what only a person can mend: a refused password, calendars that have failed for a quarter of an hour,
 * deletions that are held, deliveries that were given up. Artists hear of their own calendars, by the bell unless they
 * chose otherwise. Safe to run at any time, twice too. While all that could tell the admins is mail, and there is no
 * mail server, nothing counts as told.
 * @returns how many incidents were told now. @throws AppError `not_signed_in`, `not_allowed`
 */
export async function tellStudio(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const readers = readersOfTrouble(ctx.db).filter(({ user }) => user.passwordHash !== null);
  if (!readers.some(({ user }) => user.role === "admin")) return 0;
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
  const news: PersonalNews[] = [];
  const rows: NewOutboxRow[] = [];
  const admins = { told: 0, mailed: 0 };
  for (const reader of readers) {
    const { user } = reader;
    const own = factFor(fact, user);
    if (!own) continue;
    const text = { ...composeStudioNews({ fact: own, studio, env: ctx.env }), studio: studio.name };
    const one = await troubleNews(ctx, id, reader, text);
    if (one) news.push(one);
    const choices = choicesOf(reader.choices, user);
    const isMailed = choices.events.sync_trouble.mail;
    if (isMailed && ctx.env.SMTP_URL) rows.push(noticeRow(ctx, { id, fact: own, reader, studio }));
    if (user.role !== "admin") continue;
    if (one) admins.told += 1;
    if (isMailed) admins.mailed += 1;
  }
  if (!ctx.env.SMTP_URL && admins.mailed > 0 && admins.told === 0) return false;
  const line = auditEntry(ctx, {
    entity: TOLD_ENTITY,
    entityId: id,
    action: "studio_told",
    detail: { template: fact.template },
  });
  // Whoever chose not to hear of it has been asked; it still counts as told.
  return queueStudioNotice(ctx.db, { rows, news, told: line, ...subjects });
}

function noticeRow(
  { env, now }: Pick<Ctx, "env" | "now">,
  {
    id,
    fact,
    reader: { user, choices },
    studio,
  }: { id: string; fact: StudioFact; reader: NewsReader; studio: StudioSettings },
): NewOutboxRow {
  const createdAt = now();
  return {
    id: `${id}:${user.id}`,
    kind: "notice",
    appointmentId: null,
    payload: {
      template: fact.template,
      to: user.id,
      of: troubleOf(user),
      ...composeStudioNotice({ fact, readerName: user.name, studio, env }),
    },
    nextAttemptAt: heldUntil("sync_trouble", choicesOf(choices, user), createdAt) ?? createdAt,
    createdAt,
  };
}
