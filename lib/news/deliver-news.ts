import { type AppointmentWithNames, findAppointment } from "#db/queries/appointments.ts";
import { type NewsReader, readersOfAppointments } from "#db/queries/news-choices.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { NEWS_QUEUE } from "#db/queries/queue-news.ts";
import { type PersonalNews, tellNews } from "#db/queries/store-news.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { enterStudioUser } from "#lib/messenger/enter-studio-user.ts";
import { botPlace } from "#lib/messenger/notification-places.ts";
import { wakeListeners } from "#lib/messenger/wake.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { composeNews, type NewsText } from "./compose-news.ts";
import { deliverHeldNews } from "./deliver-held-news.ts";
import { newsMailRow } from "./news-mail-row.ts";
import { type AppointmentNews, appointmentNews } from "./news-payload.ts";
import { type NewsPlan, planAppointmentNews } from "./plan-news.ts";
import { possibleChannels } from "./possible-channels.ts";

/**
 * Tells news of the outbox to everybody who chose to hear of them, each by their own channels, all at once: a crash
 * before leaves the row, one after has told it. What somebody's quiet hours hold becomes a row of their own.
 */
export async function deliverNews(ctx: Ctx, row: OutboxRow): Promise<void> {
  if (row.payload.held !== undefined) return deliverHeldNews(ctx, row);
  const appointment = await findAppointment(ctx.db, row.appointmentId ?? "");
  if (!appointment) return;
  const news = appointmentNews.parse(row.payload);
  const settings = await studioSettings(ctx);
  const text = composeNews(news, appointment, settings);
  const people: PersonalNews[] = [];
  for (const reader of readersOfAppointments(ctx.db, appointment.artistId)) {
    const one = await newsFor(ctx, { row, news, appointment, text, studio: settings.name, reader });
    if (one) people.push(one);
  }
  if (await tellNews(ctx.db, row, people, ctx.now())) wakeListeners();
}

interface About {
  row: OutboxRow;
  news: AppointmentNews;
  appointment: AppointmentWithNames;
  text: NewsText;
  studio: string;
  reader: NewsReader;
}

async function newsFor(ctx: Ctx, about: About): Promise<PersonalNews | null> {
  const { row, news, appointment, text, studio, reader } = about;
  const nowMs = ctx.now();
  const { user } = reader;
  const possible = await possibleChannels(ctx, user.id);
  const plan = planAppointmentNews({ news, artistId: appointment.artistId, reader, possible, nowMs });
  if (!plan) return null;
  const isHeld = plan.heldUntil !== null && (plan.mail || plan.chats.length > 0);
  const member = plan.bell || plan.chats.length > 0 ? await enterStudioUser(ctx, user.id) : undefined;
  const tenantId = ctx.env.MESSENGER_TENANT_ID;
  return {
    notification: member
      ? {
          tenantId,
          eventType: `appointment.${news.happened}`,
          ...text,
          priority: "normal",
          clickUrl: adminLink(ctx.env, appointment.id),
          about: `appointment:${appointment.id}`,
          targetUserId: member.id,
          senderName: studio,
          key: `${row.id}:${user.id}`,
        }
      : null,
    bell: plan.bell,
    rooms: member && !isHeld ? plan.chats.map((chat) => botPlace(tenantId, chat, member.id)) : [],
    rows: isHeld ? [heldRow(row, user.id, plan)] : plan.mail ? [newsMailRow(row, user.id, nowMs)] : [],
  };
}

/** Not the appointment's own, so that nothing of it waits for somebody's morning. */
function heldRow(row: OutboxRow, userId: string, { heldUntil, mail }: NewsPlan) {
  return {
    id: `${row.id}:${userId}`,
    kind: "messenger" as const,
    appointmentId: null,
    payload: {
      ...row.payload,
      to: NEWS_QUEUE,
      held: userId,
      appointment: row.appointmentId ?? "",
      mail: mail ? "yes" : "no",
    },
    nextAttemptAt: heldUntil ?? row.createdAt,
    createdAt: row.createdAt,
  };
}
