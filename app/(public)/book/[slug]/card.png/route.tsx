import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { ImageResponse } from "next/og";
import sharp from "sharp";
import { ArtistCard, type ArtistCardProps, CARD_SIZE } from "#components/site/artist-card.tsx";
import { findBookableArtist } from "#lib/artists/find-bookable-artist.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { findPicture } from "#lib/media/find-picture.ts";
import { studioSettings } from "#lib/studio/settings.ts";

const OUR_ACCENT = "#d0472b";
/** So many cards are kept, the newest; drawing one takes a few hundred milliseconds. */
const KEPT = 50;

/** The picture that messengers and social networks show with a link to an artist's page. */
export const GET = route(endpoints.artistCard, async ({ ctx, params, request }) => {
  const props = await cardProps(ctx, params.slug ?? "");
  const etag = `"${createHash("sha256").update(JSON.stringify(props)).digest("base64url")}"`;
  const headers = { ETag: etag, "Cache-Control": "public, max-age=86400" };
  if (request.headers.get("if-none-match")?.includes(etag))
    return new Response(null, { status: 304, headers });
  return new Response(Uint8Array.from(await draw(etag, props)), {
    headers: { ...headers, "Content-Type": "image/png" },
  });
});

async function cardProps(ctx: Ctx, slug: string): Promise<ArtistCardProps> {
  const artist = await findBookableArtist(ctx, slug);
  if (!artist) throw new AppError("not_found", "There is no artist with this name.");
  const { name, accent } = await studioSettings(ctx);
  const about = artist.bio.split("\n", 1)[0] ?? "";
  return {
    studio: name,
    name: artist.name,
    about: about.length > 110 ? `${about.slice(0, 109).trimEnd()}…` : about,
    portrait: artist.pictureUrl === null ? null : await portrait(ctx, artist.pictureUrl),
    accent: accent ?? OUR_ACCENT,
  };
}

/** satori reads PNG and JPEG; ours are WebP. */
async function portrait(ctx: Ctx, pictureUrl: string): Promise<string> {
  const { bytes } = await findPicture(ctx, pictureUrl.split("/").at(-1) ?? "");
  const jpeg = await sharp(bytes).resize(420, 420).jpeg({ quality: 88 }).toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString("base64")}`;
}

async function draw(etag: string, props: ArtistCardProps): Promise<Uint8Array> {
  const kept = processWide("artist-cards", () => new Map<string, Uint8Array>());
  const known = kept.get(etag);
  if (known) return known;
  const drawn = new ImageResponse(<ArtistCard {...props} />, { ...CARD_SIZE, fonts: await fonts() });
  const bytes = new Uint8Array(await drawn.arrayBuffer());
  kept.set(etag, bytes);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return bytes;
}

async function fonts() {
  const file = (subset: string, weight: number) =>
    path.join(
      /* turbopackIgnore: true */ process.cwd(),
      `node_modules/@fontsource/fraunces/files/fraunces-${subset}-${weight}-normal.woff`,
    );
  return Promise.all(
    (["latin", "latin-ext"] as const).flatMap((subset) =>
      ([400, 600] as const).map(async (weight) => ({
        name: "Fraunces",
        weight,
        data: await readFile(file(subset, weight)),
      })),
    ),
  );
}
