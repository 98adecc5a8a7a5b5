import { findAppointment } from "#db/queries/appointments.ts";
import { newsReader } from "#db/queries/news-choices.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { type HeldNews, holdNews, listHeldNews, tellHeldNews } from "#db/queries/store-news.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { enterStudioUser } from "#lib/messenger/enter-studio-user.ts";
import { botPlace } from "#lib/messenger/notification-places.ts";
import { wakeListeners } from "#lib/messenger/wake.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { choicesOf, concerns, type NewsEvent } from "./choices.ts";
import { newsMailRow } from "./news-mail-row.ts";
import { appointmentNews, eventOf } from "./news-payload.ts";
import { heldUntil, planOf } from "./plan-news.ts";
import { possibleChannels } from "./possible-channels.ts";
import { isTroubleOf } from "./trouble-of.ts";

/**
 * Somebody's quiet hours are over: what was held is said, everything at once and in order, by what they choose now.
 * Where they go on (their choice changed, or somebody made everything due) it is held on; whoever is not active any more
 * is told nothing.
 */
export async function deliverHeldNews(ctx: Ctx, row: OutboxRow): Promise<void> {
  const userId = row.payload.held ?? "";
  const reader = newsReader(ctx.db, userId);
  const nowMs = ctx.now();
  const tenantId = ctx.env.MESSENGER_TENANT_ID;
  if (!reader) {
    const unsaid = { tenantId, rooms: [], rows: [], senderName: "" };
    const held = listHeldNews(ctx.db, userId).map((one) => ({ ...unsaid, row: one, key: one.id }));
    return tellHeldNews(ctx.db, held, nowMs);
  }
  const choices = choicesOf(reader.choices, reader.user);
  const until = heldUntil(eventOfRow(row), choices, nowMs);
  if (until !== null) return holdNews(ctx.db, row, until);
  const possible = await possibleChannels(ctx, userId);
  const member = await enterStudioUser(ctx, userId);
  const { name: senderName } = await studioSettings(ctx);
  const isConcerned = async (appointmentId: string) => {
    const appointment = await findAppointment(ctx.db, appointmentId);
    return appointment !== undefined && concerns(reader.user, choices, appointment.artistId);
  };
  const held: HeldNews[] = [];
  for (const one of listHeldNews(ctx.db, userId)) {
    const event = eventOfRow(one);
    if (heldUntil(event, choices, nowMs) !== null) continue;
    const plan = planOf(event, choices, possible, nowMs);
    const appointmentId = one.payload.appointment ?? null;
    // Overnight they may have become somebody whom it does not concern.
    const isTheirs =
      appointmentId === null ? isTroubleOf(one.payload.of, reader.user) : await isConcerned(appointmentId);
    const hasMail = isTheirs && plan.mail && one.payload.mail === "yes";
    held.push({
      row: one,
      key: one.id,
      tenantId,
      rooms: isTheirs && member ? plan.chats.map((chat) => botPlace(tenantId, chat, member.id)) : [],
      rows: hasMail ? [newsMailRow({ ...one, appointmentId }, userId, nowMs)] : [],
      senderName,
    });
  }
  await tellHeldNews(ctx.db, held, nowMs);
  wakeListeners();
}

function eventOfRow({ payload }: OutboxRow): NewsEvent {
  const news = appointmentNews.safeParse(payload);
  return news.success ? eventOf(news.data) : "sync_trouble";
}
