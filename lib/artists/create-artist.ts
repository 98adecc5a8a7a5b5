import { listArtists } from "#db/queries/artists.ts";
import * as queries from "#db/queries/edit-artists.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { requireServices } from "#lib/services/require-services.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import type { ArtistView } from "./artist-view.ts";
import type { NewArtistInput } from "./input.ts";
import { showArtist } from "./show-artist.ts";
import { slugOf } from "./slug-of.ts";

/**
 * Adds an artist, last in the studio's order, without working hours yet. The address is made of the name where none
 * is given. @throws AppError `invalid_input`, `conflict` at `slug`
 */
export async function createArtist(ctx: Ctx, input: NewArtistInput): Promise<ArtistView> {
  requireAdmin(ctx.actor);
  const serviceIds = input.serviceIds ?? [];
  await requireServices(ctx, serviceIds);
  const id = newId();
  const slug = input.slug ?? (await freeSlug(ctx, input.name));
  const stored = await queries.createArtist(ctx.db, {
    artist: {
      id,
      slug,
      name: input.name,
      bio: input.bio ?? "",
      timeZone: input.timeZone ?? (await studioSettings(ctx)).timeZone,
      createdAt: ctx.now(),
    },
    serviceIds,
    audit: auditEntry(ctx, {
      entity: "artist",
      entityId: id,
      action: "created",
      detail: { name: input.name, slug },
    }),
  });
  if (stored === "slug_taken") throw slugTaken();
  return showArtist(ctx, id);
}

async function freeSlug(ctx: Ctx, name: string): Promise<string> {
  const taken = new Set((await listArtists(ctx.db)).map((artist) => artist.slug));
  const wanted = slugOf(name);
  let slug = wanted;
  for (let number = 2; taken.has(slug); number++) slug = `${wanted}-${number}`;
  return slug;
}

export function slugTaken(): AppError {
  return new AppError("conflict", "Another artist has this address.", { errors: { slug: ["taken"] } });
}
