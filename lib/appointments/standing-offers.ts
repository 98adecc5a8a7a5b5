import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import type { AppointmentRow } from "#db/queries/appointments.ts";
import { listHeld, openOffersAbout } from "#db/queries/offers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { endHeld } from "#lib/offers/end-held.ts";

/** What goes with appointments that end or have another time, by whomever: the offers about them, and the times these hold. */
export async function standingOffers(
  ctx: Ctx,
  appointments: readonly AppointmentRow[],
): Promise<{ offerIds: string[]; held: AppointmentRow[]; changes: AppointmentChange[] }> {
  const open = await openOffersAbout(
    ctx.db,
    appointments.map(({ id }) => id),
  );
  const offerIds = [...open.values()].map(({ id }) => id);
  const held = (await Promise.all(offerIds.map((id) => listHeld(ctx.db, id)))).flat();
  return { offerIds, held, changes: held.map((row) => endHeld(ctx, row)) };
}
