import { listWaitlist as readWaitlist } from "#db/queries/waitlist.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio, visibleArtistId } from "#lib/auth/permissions.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { toWaitlistView, type WaitlistView } from "./waitlist-view.ts";

/** Who waits, first come first; artists see who waits for them. */
export async function listWaitlist(ctx: Ctx, filter: { artistId?: string } = {}): Promise<WaitlistView[]> {
  requireStudio(ctx.actor);
  const artistId = visibleArtistId(ctx.actor) ?? filter.artistId;
  const rows = await readWaitlist(ctx.db, { artistId, states: ["WAITING", "OFFERED"], limit: 200 });
  return Promise.all(
    rows.map(async (row) =>
      toWaitlistView(row, row.state === "OFFERED" ? await listOpenOffer(ctx, row.id) : null),
    ),
  );
}
