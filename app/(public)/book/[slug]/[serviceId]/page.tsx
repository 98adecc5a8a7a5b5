import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { notFoundMetadata } from "#components/site/not-found-page.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { pageContext } from "#lib/http/page-context.ts";
import { BookingPanel } from "../../booking-panel.tsx";
import { type Choice, choicePath, findChoice } from "../../find-choice.ts";
import type { PageQuery } from "../../page-query.ts";

interface Props {
  params: Promise<{ slug: string; serviceId: string }>;
  searchParams: Promise<PageQuery>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const chosen = await findChoice(await pageContext(), await params);
  if (!chosen) return notFoundMetadata();
  return {
    title: await titleOf(chosen),
    // One page a service; days and times are not pages of their own.
    alternates: { canonical: choicePath(chosen) },
  };
}

export default async function BookingPage({ params, searchParams }: Props) {
  await connection();
  const ctx = await pageContext();
  const chosen = await findChoice(ctx, await params);
  if (!chosen) notFound();
  const { artist, anyOf, service } = chosen;
  const query = await searchParams;
  const t = await getTranslations("public");
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <LinkButton
          href={artist === "any" ? "/book" : `/book/${artist.slug}`}
          variant="ghost"
          className="-ml-4 text-ink-soft"
        >
          <ArrowLeft aria-hidden />
          {artist === "any" ? t("artists.all") : t("artists.servicesOf", { artist: artist.name })}
        </LinkButton>
        {artist !== "any" && anyOf.length > 1 && (
          <LinkButton href={`/book/any/${service.id}`} variant="ghost" className="-mr-4 text-ink-soft">
            {t("artists.anyoneInstead")}
          </LinkButton>
        )}
      </div>
      <BookingPanel ctx={ctx} chosen={chosen} query={query} path={choicePath(chosen)} />
    </>
  );
}

async function titleOf({ artist, service }: Choice): Promise<string> {
  const t = await getTranslations("public.book");
  return artist === "any"
    ? t("whatAnyone", { service: service.name })
    : t("metaTitle", { service: service.name, artist: artist.name });
}
