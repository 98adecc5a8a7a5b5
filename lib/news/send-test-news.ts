import { setTimeout as pause } from "node:timers/promises";
import { messageProgress } from "#db/queries/messenger-deliveries.ts";
import { newsReader } from "#db/queries/news-choices.ts";
import { findOutboxRow, type OutboxRow } from "#db/queries/outbox.ts";
import { tellOne } from "#db/queries/store-news.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { SECOND } from "#lib/core/clock.ts";
import { publicUrl } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { mailLocale } from "#lib/mail/mail-words.ts";
import { awaitDelivery } from "#lib/messenger/await-delivery.ts";
import { enterStudioUser } from "#lib/messenger/enter-studio-user.ts";
import { botPlace } from "#lib/messenger/notification-places.ts";
import { wakeListeners } from "#lib/messenger/wake.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { deliverNow } from "#lib/sync/deliver-outbox.ts";
import { CHATS, choicesOf, eventsOf, NEWS_CHANNELS, type NewsChannel } from "./choices.ts";
import { newsWords } from "./news-words.ts";
import { possibleChannels } from "./possible-channels.ts";

/** What the answer waits for each of them at most. */
const WAIT_MS = 5 * SECOND;
/** How often it is looked at what the worker delivers. */
const LOOK_EVERY_MS = 100;

export type TestState = "sent" | "queued" | "failed";

/**
 * Tells somebody a test by every channel that any of their events has, in quiet hours too.
 * @throws AppError `not_signed_in`, `not_allowed` for who does not sign in
 */
export async function sendTestNews(
  ctx: Ctx,
): Promise<{ channels: { channel: NewsChannel; state: TestState }[] }> {
  const userId = requireUser(ctx.actor);
  const reader = newsReader(ctx.db, userId);
  if (!reader) throw new AppError("not_signed_in", "Please sign in.");
  const choices = choicesOf(reader.choices, reader.user);
  const possible = await possibleChannels(ctx, userId);
  const isOn = (channel: NewsChannel) =>
    possible[channel] && eventsOf(reader.user).some((event) => choices.events[event][channel]);
  const channels = NEWS_CHANNELS.filter(isOn);
  const chats = CHATS.filter(isOn);
  const tenantId = ctx.env.MESSENGER_TENANT_ID;
  const nowMs = ctx.now();
  const settings = await studioSettings(ctx);
  const t = newsWords(mailLocale(settings.locale));
  const needsMember = channels.includes("bell") || chats.length > 0;
  const member = needsMember ? await enterStudioUser(ctx, userId) : undefined;
  const id = newId();
  const mailId = `notice:news_test:${id}`;
  const said = await tellOne(
    ctx.db,
    {
      notification: member
        ? {
            tenantId,
            eventType: "test",
            title: t("told.test.title"),
            body: t("told.test.body"),
            priority: "normal",
            clickUrl: `${publicUrl(ctx.env)}/messenger/notifications`,
            about: null,
            targetUserId: member.id,
            senderName: settings.name,
            key: `test:${id}`,
          }
        : null,
      bell: channels.includes("bell"),
      rooms: member ? chats.map((chat) => botPlace(tenantId, chat, member.id)) : [],
      rows: channels.includes("mail")
        ? [
            {
              id: mailId,
              kind: "notice",
              appointmentId: null,
              payload: { template: "news_test", to: userId },
              nextAttemptAt: nowMs,
              createdAt: nowMs,
            },
          ]
        : [],
    },
    nowMs,
  );
  wakeListeners();
  const stateOf = async (channel: NewsChannel): Promise<TestState> => {
    if (channel === "bell") return "sent";
    if (channel === "mail") {
      const giveUpAt = performance.now() + WAIT_MS;
      await deliverNow(ctx, mailId, WAIT_MS);
      const left = await untilTried(ctx, mailId, giveUpAt);
      return left ? (left.deadAt === null ? "queued" : "failed") : "sent";
    }
    const message = said.find(({ room }) => room.transport === channel);
    if (!message) return "failed";
    await awaitDelivery(ctx, message.room, message.messageId, WAIT_MS);
    return messageProgress(ctx.db, message.messageId)?.state ?? "failed";
  };
  return {
    channels: await Promise.all(
      channels.map(async (channel) => ({ channel, state: await stateOf(channel) })),
    ),
  };
}

/** The worker may have taken it a moment before: then what comes of that is waited for. */
async function untilTried(
  ctx: Pick<Ctx, "db">,
  id: string,
  giveUpAt: number,
): Promise<OutboxRow | undefined> {
  for (;;) {
    const row = await findOutboxRow(ctx.db, id);
    if (!row || row.attempts > 0 || row.deadAt !== null || performance.now() >= giveUpAt) return row;
    await pause(LOOK_EVERY_MS);
  }
}
