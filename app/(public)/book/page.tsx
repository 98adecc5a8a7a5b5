import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ArtistList } from "#components/site/artist-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listBookableArtists } from "#lib/artists/list-bookable-artists.ts";
import { pageContext } from "#lib/http/page-context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("public.artists"))("title") };
}

export default async function BookPage() {
  await connection();
  const artists = await listBookableArtists(await pageContext());
  const t = await getTranslations("public.artists");
  return (
    <>
      <h1 className="font-display text-4xl font-semibold tracking-tight">{t("title")}</h1>
      <p className="mt-2 mb-8 text-lg text-ink-soft">{t("lead")}</p>
      {artists.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      ) : (
        <ArtistList artists={artists} level="h2" />
      )}
    </>
  );
}
