import { findArtist } from "#db/queries/artists.ts";
import { newsReader } from "#db/queries/news-choices.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { type Channels, choicesOf, eventsOf, type NewsChannel, type NewsEvent } from "./choices.ts";
import { obstaclesFor, type WhyNot } from "./possible-channels.ts";
import { clockOf } from "./quiet-until.ts";

/** How somebody is told, as their page shows it. */
export interface NewsChoicesView {
  /** What reaches them at all, each with what it reaches them by. */
  events: { event: NewsEvent; channels: Channels }[];
  /** Why a channel cannot reach them; null where it can. */
  obstacles: Record<NewsChannel, WhyNot | null>;
  /** Clock times `HH:MM`; they may pass midnight. */
  quiet: { from: string; to: string; timeZone: string } | null;
  troublePasses: boolean;
  /** Whether they hear of everybody's appointments; null where there is nothing to choose. */
  everybody: boolean | null;
  /** Whose appointments they hear of where it is not everybody's. */
  artist: string | null;
  /** Of quiet hours, until they say otherwise: their own where they have calendar hours, else the studio's. */
  timeZone: string;
  /** Whether they ever chose. */
  chosen: boolean;
}

/** @throws AppError `not_signed_in`, `not_allowed` for who does not sign in */
export async function showNewsChoices(ctx: Pick<Ctx, "actor" | "db" | "env">): Promise<NewsChoicesView> {
  const userId = requireUser(ctx.actor);
  const reader = newsReader(ctx.db, userId);
  if (!reader) throw new AppError("not_signed_in", "Please sign in.");
  const { user } = reader;
  const choices = choicesOf(reader.choices, user);
  const artist = user.artistId === null ? undefined : await findArtist(ctx.db, user.artistId);
  const { quiet } = choices;
  return {
    events: eventsOf(user).map((event) => ({ event, channels: choices.events[event] })),
    obstacles: await obstaclesFor(ctx, userId),
    quiet: quiet && { from: clockOf(quiet.from), to: clockOf(quiet.to), timeZone: quiet.timeZone },
    troublePasses: choices.troublePasses,
    everybody: user.artistId !== null && user.role !== "artist" ? choices.everybody : null,
    artist: artist?.name ?? null,
    timeZone: reader.choices?.timeZone ?? artist?.timeZone ?? (await studioSettings(ctx)).timeZone,
    chosen: choices.chosen,
  };
}
