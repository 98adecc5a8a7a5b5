import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ServiceList } from "#components/site/artist-list.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { findBookableArtist } from "#lib/artists/find-bookable-artist.ts";
import { pageContext } from "#lib/http/page-context.ts";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const artist = await findBookableArtist(await pageContext(), (await params).slug);
  return artist ? { title: artist.name, description: artist.bio || undefined } : {};
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
      <h1 className="mt-4 font-display text-4xl font-semibold tracking-tight">{artist.name}</h1>
      {artist.bio && <p className="measure mt-3 text-lg whitespace-pre-line text-ink-soft">{artist.bio}</p>}
      <p className="mt-8 mb-3 text-ink-soft">{t("choose")}</p>
      <div className="border-y">
        <ServiceList artist={artist} />
      </div>
    </div>
  );
}
