import { insertClosure } from "#db/queries/closures.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { addDays, instantOf } from "#lib/core/time-zone.ts";
import type { NewClosureInput } from "./input.ts";
import { type ClosureView, listClosures } from "./list-closures.ts";
import { studioSettings } from "./settings.ts";

/**
 * The studio is closed on whole days of its zone: nobody can be booked then. Appointments that are there already stay.
 * @returns all closures ahead, and how many active appointments lie in the new one.
 * @throws AppError `invalid_input` for days that are over, `conflict` with too many ahead
 */
export async function addClosure(
  ctx: Ctx,
  input: NewClosureInput,
): Promise<{ id: string; closures: ClosureView[]; conflicts: number }> {
  requireAdmin(ctx.actor);
  const { timeZone } = await studioSettings(ctx);
  const startMs = instantOf(input.fromDay, 0, timeZone);
  const endMs = instantOf(addDays(input.toDay, 1), 0, timeZone);
  if (endMs <= ctx.now())
    throw new AppError("invalid_input", "These days have passed.", { errors: { toDay: ["past"] } });
  const id = newId();
  const conflicts = await insertClosure(
    ctx.db,
    { id, startMs, endMs, note: input.note ?? "", createdAt: ctx.now() },
    auditEntry(ctx, { entity: "closure", entityId: id, action: "added", detail: { startMs, endMs } }),
  );
  if (conflicts === "too_many")
    throw new AppError("conflict", "There are as many closures ahead as Parlour keeps. Remove some first.");
  return { id, closures: await listClosures(ctx), conflicts };
}
