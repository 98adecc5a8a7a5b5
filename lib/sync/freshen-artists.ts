import type { Ctx } from "#lib/auth/context.ts";
import { ANY_ARTIST } from "#lib/availability/check-availability.ts";
import { offeringArtists } from "#lib/availability/offering-artists.ts";
import { freshenSoon } from "./freshen-soon.ts";

/** `freshenSoon` for the artist who is looked at, or for everybody who offers the service where anybody will do. */
export async function freshenArtists(
  ctx: Ctx,
  artistId: string,
  serviceId: string | undefined,
): Promise<void> {
  if (artistId !== ANY_ARTIST) freshenSoon(ctx, artistId);
  else for (const one of await offeringArtists(ctx, serviceId)) freshenSoon(ctx, one);
}
