import { ArrowLeft, ExternalLink } from "lucide-react";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { pageContext } from "#lib/http/page-context.ts";
import { BookingPanel } from "../../../../../(public)/book/booking-panel.tsx";
import { choicePath, findChoice } from "../../../../../(public)/book/find-choice.ts";
import type { PageQuery } from "../../../../../(public)/book/page-query.ts";
import { embedBase } from "../../embed-base.ts";

interface Props {
  params: Promise<{ look: string; slug: string; serviceId: string }>;
  searchParams: Promise<PageQuery>;
}

/** Day, time and details, in the frame of another site. */
export default async function EmbedBooking({ params, searchParams }: Props) {
  await connection();
  const ctx = await pageContext();
  const { look, ...named } = await params;
  const chosen = await findChoice(ctx, named);
  if (!chosen) notFound();
  const { artist, service } = chosen;
  const t = await getTranslations("public.artists");
  const tEmbed = await getTranslations("embed.idea");
  const base = embedBase(look);
  const isIdea = artist !== "any" && service.bookingMode === "idea";
  return (
    <>
      <LinkButton
        href={artist === "any" ? base : `${base}/${artist.slug}`}
        variant="ghost"
        className="-ml-4 text-ink-soft"
      >
        <ArrowLeft aria-hidden />
        {artist === "any" ? t("all") : t("servicesOf", { artist: artist.name })}
      </LinkButton>
      {isIdea ? (
        <EmptyState
          title={tEmbed("title", { service: service.name })}
          action={
            <a
              href={choicePath(chosen)}
              target="_blank"
              rel="noopener"
              className={buttonVariants({ variant: "primary" })}
            >
              {tEmbed("open")}
              <ExternalLink aria-hidden />
            </a>
          }
        >
          {tEmbed("text", { artist: artist.name })}
        </EmptyState>
      ) : (
        <BookingPanel
          ctx={ctx}
          chosen={chosen}
          query={await searchParams}
          path={`${base}/${artist === "any" ? "any" : artist.slug}/${service.id}`}
        />
      )}
    </>
  );
}
