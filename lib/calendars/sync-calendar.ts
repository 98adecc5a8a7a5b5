import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { type PullResult, pullCalendar } from "#lib/sync/pull-calendar.ts";
import { loadCalendar } from "./calendar-access.ts";

/**
 * Reads one calendar because a person asked. With `complete` everything it holds is compared, so that events whose
 * deletion is held and that are there again count as there.
 * @throws AppError `calendar_not_found`, `not_allowed`, `not_signed_in`
 */
export async function syncCalendar(ctx: Ctx, input: { id: string; complete?: boolean }): Promise<PullResult> {
  const calendar = await loadCalendar(ctx, input.id);
  return pullCalendar({ ...ctx, actor: worker }, calendar.id, { cause: "manual", complete: input.complete });
}
