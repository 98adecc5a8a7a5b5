import { changeNewsChoices } from "#db/queries/news-choices.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import {
  type Channels,
  choicesOf,
  eventsOf,
  NEWS_EVENTS,
  type NewsEvent,
  type QuietHours,
  storedChoices,
} from "./choices.ts";
import type { NewsChoicesInput } from "./input.ts";
import { minutesOf } from "./quiet-until.ts";
import { type NewsChoicesView, showNewsChoices } from "./show-news-choices.ts";

/**
 * Keeps how somebody wants to be told; from then on it holds as a whole, also what they left as it was.
 * @throws AppError `not_signed_in`, `not_allowed`; `invalid_input` for an event that does not reach them
 */
export async function saveNewsChoices(
  ctx: Pick<Ctx, "actor" | "db" | "env" | "now">,
  input: NewsChoicesInput,
): Promise<NewsChoicesView> {
  const userId = requireUser(ctx.actor);
  const { timeZone } = await showNewsChoices(ctx);
  await changeNewsChoices(ctx.db, userId, ctx.now(), ({ user, choices }) => {
    const before = choicesOf(choices, user);
    const after = {
      events: { ...before.events, ...eventsIn(input, eventsOf(user)) },
      quiet: input.quiet === undefined ? before.quiet : quietIn(input.quiet),
      troublePasses: input.troublePasses ?? before.troublePasses,
      everybody: input.everybody ?? before.everybody,
    };
    return storedChoices(after, user, timeZone);
  });
  return showNewsChoices(ctx);
}

function quietIn(quiet: NonNullable<NewsChoicesInput["quiet"]> | null): QuietHours | null {
  return quiet && { from: minutesOf(quiet.from), to: minutesOf(quiet.to), timeZone: quiet.timeZone };
}

function eventsIn({ events = {} }: NewsChoicesInput, allowed: readonly NewsEvent[]) {
  const chosen: Partial<Record<NewsEvent, Channels>> = {};
  for (const event of NEWS_EVENTS) {
    const channels = events[event];
    if (!channels) continue;
    if (!allowed.includes(event))
      throw new AppError("invalid_input", "Trouble is told to admins, and to artists.", {
        errors: { events: ["not_allowed"] },
      });
    chosen[event] = channels;
  }
  return chosen;
}
