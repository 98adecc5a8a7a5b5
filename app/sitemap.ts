import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { listBookableArtists } from "#lib/artists/list-bookable-artists.ts";
import { publicUrl } from "#lib/core/env.ts";
import { pageContext } from "#lib/http/page-context.ts";

/** The studio, its artists and what can be booked with each; days and times are no pages of their own. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const ctx = await pageContext();
  const artists = await listBookableArtists(ctx);
  const paths = [
    "/",
    "/book",
    ...artists.flatMap(({ slug, services }) => [
      `/book/${slug}`,
      ...services.map((service) => `/book/${slug}/${encodeURIComponent(service.id)}`),
    ]),
  ];
  return paths.map((path) => ({ url: `${publicUrl(ctx.env)}${path}` }));
}
