import { findWaitlistByToken } from "#db/queries/waitlist.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { hashToken } from "#lib/core/ids.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { successorOf } from "#lib/offers/successor-of.ts";
import { toWaitlistView, type WaitlistView } from "./waitlist-view.ts";

/** What a customer sees behind their link of the waitlist; null for one that is not valid. */
export async function findManagedEntry(
  ctx: Pick<Ctx, "db" | "now" | "env">,
  token: string,
): Promise<{ entry: WaitlistView; appointmentUrl: string | null } | null> {
  const row = /^[\w-]{20,128}$/.test(token) ? await findWaitlistByToken(ctx.db, hashToken(token)) : undefined;
  if (!row) return null;
  const [open, successor] = await Promise.all([
    listOpenOffer(ctx, row.id),
    row.state === "BOOKED" ? successorOf(ctx, row.id) : null,
  ]);
  return { entry: toWaitlistView(row, open), appointmentUrl: successor?.manageUrl ?? null };
}
