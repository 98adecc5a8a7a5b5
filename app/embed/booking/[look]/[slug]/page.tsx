import { ArrowLeft } from "lucide-react";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ServiceList } from "#components/site/artist-list.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { findBookableArtist } from "#lib/artists/find-bookable-artist.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { embedBase } from "../embed-base.ts";

/** What one artist offers, in the frame of another site. */
export default async function EmbedServices({ params }: { params: Promise<{ look: string; slug: string }> }) {
  await connection();
  const { look, slug } = await params;
  const artist = await findBookableArtist(await pageContext(), slug);
  if (!artist) notFound();
  const t = await getTranslations("public.artists");
  const base = embedBase(look);
  return (
    <>
      <LinkButton href={base} variant="ghost" className="-ml-4 text-ink-soft">
        <ArrowLeft aria-hidden />
        {t("all")}
      </LinkButton>
      <h1 className="mt-2 mb-3 font-display text-3xl font-semibold tracking-tight">{artist.name}</h1>
      <div className="border-y">
        <ServiceList artist={artist} base={base} />
      </div>
    </>
  );
}
