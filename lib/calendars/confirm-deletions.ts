import { addAuditLine } from "#db/queries/audit.ts";
import { countHeld } from "#db/queries/mirror.ts";
import { worker } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { type PullResult, pullCalendar } from "#lib/sync/pull-calendar.ts";
import { loadCalendar } from "./calendar-access.ts";

/**
 * A person says that the events whose deletion is held were deleted on purpose: everything is compared once more, and
 * what is missing then is gone; appointments among it are declined or cancelled.
 * @throws AppError `calendar_not_found`, `not_allowed`
 */
export async function confirmDeletions(ctx: Ctx, input: { id: string }): Promise<PullResult> {
  const calendar = await loadCalendar(ctx, input.id);
  const count = (await countHeld(ctx.db)).get(calendar.id)?.held ?? 0;
  const result = await pullCalendar({ ...ctx, actor: worker }, calendar.id, {
    cause: "manual",
    complete: true,
    deletionsConfirmed: true,
    deliberate: true,
  });
  if (result.ok)
    await addAuditLine(
      ctx.db,
      auditEntry(ctx, {
        entity: "calendar",
        entityId: calendar.id,
        action: "deletions_confirmed",
        detail: { count },
      }),
    );
  return result;
}
