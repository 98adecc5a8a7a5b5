import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { CARD_SIZE } from "#components/site/artist-card.tsx";
import { ServiceList } from "#components/site/artist-list.tsx";
import { notFoundMetadata } from "#components/site/not-found-page.tsx";
import { artistStructuredData, structuredDataText } from "#components/site/structured-data.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { findBookableArtist } from "#lib/artists/find-bookable-artist.ts";
import { publicUrl } from "#lib/core/env.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const ctx = await pageContext();
  const artist = await findBookableArtist(ctx, (await params).slug);
  if (!artist) return notFoundMetadata();
  const { name, bio, slug } = artist;
  const description = bio || undefined;
  const images = [{ url: `/book/${slug}/card.png`, ...CARD_SIZE, alt: name }];
  return {
    metadataBase: new URL(publicUrl(ctx.env)),
    title: name,
    description,
    alternates: { canonical: `/book/${slug}` },
    openGraph: { type: "profile", title: name, description, url: `/book/${slug}`, images },
    twitter: { card: "summary_large_image" },
  };
}

export default async function ArtistPage({ params }: Props) {
  await connection();
  const ctx = await pageContext();
  const artist = await findBookableArtist(ctx, (await params).slug);
  if (!artist) notFound();
  const studio = await studioSettings(ctx);
  const data = artistStructuredData({ artist, studio, origin: publicUrl(ctx.env) });
  const t = await getTranslations("public.artists");
  return (
    <div className="max-w-2xl">
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: data, with every "<" written as an escape
        dangerouslySetInnerHTML={{ __html: structuredDataText(data) }}
      />
      <LinkButton href="/book" variant="ghost" className="-ml-4">
        <ArrowLeft aria-hidden />
        {t("all")}
      </LinkButton>
      <div className="mt-4 flex flex-wrap items-start gap-x-8 gap-y-5">
        {artist.pictureUrl && (
          // biome-ignore lint/performance/noImgElement: already cut and shrunk by our own server
          <img
            src={artist.pictureUrl}
            alt=""
            width={640}
            height={640}
            className="size-32 shrink-0 rounded-md object-cover sm:size-40"
          />
        )}
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="font-display text-4xl font-semibold tracking-tight">{artist.name}</h1>
          {artist.bio && (
            <p className="measure mt-3 text-lg whitespace-pre-line text-ink-soft">{artist.bio}</p>
          )}
        </div>
      </div>
      <p className="mt-8 mb-3 text-ink-soft">{t("choose")}</p>
      <div className="border-y">
        <ServiceList artist={artist} />
      </div>
    </div>
  );
}
