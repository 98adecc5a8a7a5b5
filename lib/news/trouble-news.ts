import type { NewsReader } from "#db/queries/news-choices.ts";
import { NEWS_QUEUE } from "#db/queries/queue-news.ts";
import type { PersonalNews } from "#db/queries/store-news.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { enterStudioUser } from "#lib/messenger/enter-studio-user.ts";
import { botPlace } from "#lib/messenger/notification-places.ts";
import type { NewsText } from "./compose-news.ts";
import { planTrouble } from "./plan-news.ts";
import { possibleChannels } from "./possible-channels.ts";
import { troubleOf } from "./trouble-of.ts";

/** One incident of the studio, in words. */
export interface TroubleText extends NewsText {
  /** Where it is looked at and mended. */
  clickUrl: string;
  studio: string;
}

/**
 * What the bell and the chats of one person tell of an incident, to be stored with whatever remembers that it was told
 * (`storeNews`). Its mail is a notice of its own. Null where neither tells them.
 */
export async function troubleNews(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  incidentId: string,
  reader: NewsReader,
  { studio, clickUrl, ...text }: TroubleText,
): Promise<PersonalNews | null> {
  const { user } = reader;
  const nowMs = ctx.now();
  const plan = planTrouble({ reader, possible: await possibleChannels(ctx, user.id), nowMs });
  if (!plan || (!plan.bell && plan.chats.length === 0)) return null;
  const member = await enterStudioUser(ctx, user.id);
  if (!member) return null;
  const tenantId = ctx.env.MESSENGER_TENANT_ID;
  const key = `news:${incidentId}:${user.id}`;
  const until = plan.chats.length > 0 ? plan.heldUntil : null;
  return {
    notification: {
      tenantId,
      eventType: "sync_trouble",
      ...text,
      // In quiet hours nothing pops up.
      priority: plan.heldUntil === null ? "urgent" : "normal",
      clickUrl,
      about: null,
      targetUserId: member.id,
      senderName: studio,
      key,
    },
    bell: plan.bell,
    rooms: until === null ? plan.chats.map((chat) => botPlace(tenantId, chat, member.id)) : [],
    rows:
      until === null
        ? []
        : [
            {
              id: key,
              kind: "messenger",
              appointmentId: null,
              payload: {
                to: NEWS_QUEUE,
                held: user.id,
                event: "sync_trouble",
                mail: "no",
                of: troubleOf(user),
              },
              nextAttemptAt: until,
              createdAt: nowMs,
            },
          ],
  };
}
