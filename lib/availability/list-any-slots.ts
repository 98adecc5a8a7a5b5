import type { Ctx } from "#lib/auth/context.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { listSlots, type SlotQuestion } from "./list-slots.ts";
import { offeringArtists } from "./offering-artists.ts";
import { togetherAsFresh } from "./together-as-fresh.ts";
import type { AnySlotList } from "./types.ts";

/**
 * The slots anybody who offers a service can take, soonest first, each with who could, in the studio's order. Days are
 * those of the studio's zone; each artist's own hours, limits and calendar decide. As fresh as the least fresh artist.
 * @throws AppError as listSlots does; `not_found` when nobody offers the service.
 */
export async function listAnySlots(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  input: SlotQuestion,
): Promise<AnySlotList> {
  const artistIds = await offeringArtists(ctx, input.serviceId);
  const { timeZone } = await studioSettings(ctx);
  const lists = [];
  const byStart = new Map<number, AnySlotList["slots"][number]>();
  for (const artistId of artistIds) {
    const list = await listSlots(ctx, { ...input, artistId });
    lists.push(list);
    for (const slot of list.slots) {
      const known = byStart.get(slot.startMs);
      if (known) known.artistIds.push(artistId);
      else byStart.set(slot.startMs, { ...slot, artistIds: [artistId] });
    }
  }
  const slots = [...byStart.values()].sort((a, b) => a.startMs - b.startMs);
  return { ...togetherAsFresh(lists), timeZone, slots };
}
