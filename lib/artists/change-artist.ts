import type { ArtistRow } from "#db/queries/artists.ts";
import { updateArtist } from "#db/queries/edit-artists.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireServices } from "#lib/services/require-services.ts";
import { rollHours } from "#lib/sync/read-hours.ts";
import type { ArtistView } from "./artist-view.ts";
import { slugTaken } from "./create-artist.ts";
import type { ArtistChangeInput } from "./input.ts";
import { loadOwnArtist } from "./load-own-artist.ts";
import { showArtist } from "./show-artist.ts";

/** What the studio decides, not the artist: where the page is, who is shown, and in which order. */
const STUDIO_FIELDS = ["slug", "active", "position"] as const;

/**
 * Changes what is given. Artists change their own profile, hours and services; address, place in the list and whether
 * they are shown stay with the admins. @throws AppError `invalid_input`, `not_allowed`, `not_found`, `conflict`
 */
export async function changeArtist(ctx: Ctx, id: string, input: ArtistChangeInput): Promise<ArtistView> {
  const artist = await loadOwnArtist(ctx, id);
  requireStudioFieldsKept(ctx, artist, input);
  const { hours, serviceIds, ...set } = input;
  if (serviceIds) await requireServices(ctx, serviceIds);
  const outcome = await updateArtist(ctx.db, artist.id, {
    set,
    hours,
    serviceIds,
    audit: auditEntry(ctx, {
      entity: "artist",
      entityId: artist.id,
      action: "changed",
      detail: { fields: Object.keys(input) },
    }),
  });
  if (outcome === "slug_taken") throw slugTaken();
  // Hours without a zone of their own are read in the artist's.
  if (set.timeZone !== undefined) await rollHours(ctx, artist.id);
  return showArtist(ctx, artist.id);
}

/** A form may send them along as they are. */
function requireStudioFieldsKept(ctx: Ctx, artist: ArtistRow, input: ArtistChangeInput): void {
  if (ctx.actor.kind !== "artist") return;
  const changed = STUDIO_FIELDS.filter(
    (field) => input[field] !== undefined && input[field] !== artist[field],
  );
  if (changed.length === 0) return;
  throw new AppError("not_allowed", "Only an admin may change this.", {
    errors: Object.fromEntries(changed.map((field) => [field, ["admins_only"]])),
  });
}
