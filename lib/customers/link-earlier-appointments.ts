import { linkAppointments } from "#db/queries/customer-matching.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { bookingCustomer } from "./booking-customer.ts";

const BATCH = 200;

/**
 * Gives appointments from before there were customers theirs, as a booking does. Safe to repeat.
 * @returns how many were linked.
 */
export async function linkEarlierAppointments(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  let linked = 0;
  for (;;) {
    const some = await linkAppointments(ctx.db, {
      limit: BATCH,
      customerOf: (said, since) => bookingCustomer(ctx, said, since),
    });
    linked += some;
    if (some < BATCH) return linked;
  }
}
