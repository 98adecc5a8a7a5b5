import { findLastOffer, listOfferTimes } from "#db/queries/offers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { manageUrl } from "#lib/links/manage-link.ts";

/** The appointment that was chosen in place of another one, with its customer's link; null where none was. */
export async function successorOf(
  ctx: Pick<Ctx, "db" | "env">,
  aboutId: string,
): Promise<{ id: string; manageUrl: string } | null> {
  const offer = await findLastOffer(ctx.db, aboutId);
  if (offer?.state !== "chosen") return null;
  const taken = (await listOfferTimes(ctx.db, offer.id)).find(
    ({ statusReason }) => statusReason !== "not_chosen",
  );
  return taken ? { id: taken.id, manageUrl: manageUrl(ctx.env, taken) } : null;
}
