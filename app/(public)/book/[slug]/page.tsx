import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ServiceList } from "#components/site/artist-list.tsx";
import { notFoundMetadata } from "#components/site/not-found-page.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { findBookableArtist } from "#lib/artists/find-bookable-artist.ts";
import { pageContext } from "#lib/http/page-context.ts";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const artist = await findBookableArtist(await pageContext(), (await params).slug);
  return artist ? { title: artist.name, description: artist.bio || undefined } : notFoundMetadata();
}

export default async function ArtistPage({ params }: Props) {
  await connection();
  const artist = await findBookableArtist(await pageContext(), (await params).slug);
  if (!artist) notFound();
  const t = await getTranslations("public.artists");
  return (
    <div className="max-w-2xl">
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
