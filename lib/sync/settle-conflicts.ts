import { transaction } from "#db/client.ts";
import { clearSettledConflict } from "#db/queries/appointment-changes.ts";
import { listAppointments } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";

/** More than an artist has ahead of them. */
const LIMIT = 1000;

/** Takes the conflict mark from coming appointments of an artist that no longer lie on another one. */
export async function settleConflicts(ctx: Pick<Ctx, "db" | "now">, artistId: string): Promise<void> {
  const coming = await listAppointments(ctx.db, {
    artistId,
    statuses: ["PENDING", "CONFIRMED", "HELD"],
    fromMs: ctx.now(),
    limit: LIMIT,
  });
  const marked = coming.filter(({ conflict }) => conflict);
  if (marked.length === 0) return;
  transaction(ctx.db, () => {
    for (const { id } of marked) clearSettledConflict(ctx.db, id);
  });
}
