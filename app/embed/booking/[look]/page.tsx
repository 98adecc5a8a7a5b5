import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ArtistList } from "#components/site/artist-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listBookableArtists } from "#lib/artists/list-bookable-artists.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { embedBase } from "./embed-base.ts";

/** Everybody who can be booked, in the frame of another site. */
export default async function EmbedArtists({ params }: { params: Promise<{ look: string }> }) {
  await connection();
  const artists = await listBookableArtists(await pageContext());
  const t = await getTranslations("public.artists");
  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      {artists.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      ) : (
        <ArtistList artists={artists} level="h2" base={embedBase((await params).look)} />
      )}
    </>
  );
}
