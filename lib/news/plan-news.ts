import type { NewsReader } from "#db/queries/news-choices.ts";
import {
  CHATS,
  type Chat,
  choicesOf,
  concerns,
  type NewsChannel,
  type NewsChoices,
  type NewsEvent,
} from "./choices.ts";
import { type AppointmentNews, eventOf, hasExpired } from "./news-payload.ts";
import { quietUntil } from "./quiet-until.ts";

/** By what one person hears of something. */
export interface NewsPlan {
  bell: boolean;
  chats: readonly Chat[];
  mail: boolean;
  /** The end of their quiet hours, epoch milliseconds: chats and mail wait for it; null outside of them. */
  heldUntil: number | null;
}

type Possible = Record<NewsChannel, boolean>;

/** Null for whoever hears nothing of it. */
export function planAppointmentNews(input: {
  news: AppointmentNews;
  artistId: string;
  reader: NewsReader;
  possible: Possible;
  nowMs: number;
}): NewsPlan | null {
  const { news, reader, possible, nowMs } = input;
  const { user } = reader;
  if (user.id === news.byId) return null;
  const choices = choicesOf(reader.choices, user);
  const isArtist = user.artistId === input.artistId;
  if (!concerns(user, choices, input.artistId)) return null;
  // What stands in their own calendar they, or somebody they let in, did there themselves.
  if (isArtist && news.byKind === "worker" && !hasExpired(news)) return null;
  const event = eventOf(news);
  const plan = planOf(event, choices, possible, nowMs);
  const hasMail = isArtist && (!choices.chosen || hasNotice(news));
  return orNull({ ...plan, mail: plan.mail && !hasMail });
}

/**
 * What a customer does, and what expires, the artist is written of by a notice of its own (lib/mail). The rest they are
 * mailed only once they said how they want to be told: until then their mails are those notices.
 */
function hasNotice(news: AppointmentNews): boolean {
  return news.byKind === "customer" || hasExpired(news);
}

/** As `planAppointmentNews`, for trouble of the studio. Its mails are notices of their own. */
export function planTrouble(input: {
  reader: NewsReader;
  possible: Possible;
  nowMs: number;
}): NewsPlan | null {
  const choices = choicesOf(input.reader.choices, input.reader.user);
  return orNull(planOf("sync_trouble", choices, input.possible, input.nowMs));
}

/** What of an event reaches somebody by which channel, and when. */
export function planOf(event: NewsEvent, choices: NewsChoices, possible: Possible, nowMs: number): NewsPlan {
  const on = choices.events[event];
  return {
    bell: on.bell && possible.bell,
    chats: CHATS.filter((chat) => on[chat] && possible[chat]),
    mail: on.mail && possible.mail,
    heldUntil: heldUntil(event, choices, nowMs),
  };
}

/** When what is told of this event may leave, epoch milliseconds; null: now. */
export function heldUntil(event: NewsEvent, choices: NewsChoices, nowMs: number): number | null {
  if (event === "sync_trouble" && choices.troublePasses) return null;
  return quietUntil(choices.quiet, nowMs);
}

function orNull(plan: NewsPlan): NewsPlan | null {
  return plan.bell || plan.mail || plan.chats.length > 0 ? plan : null;
}
