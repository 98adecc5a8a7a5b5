import { ArrowLeft, ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { cache } from "react";
import { ActiveButton } from "#components/console/active-button.tsx";
import { ArtistBookingForm } from "#components/console/artist-booking-form.tsx";
import { ArtistFacts } from "#components/console/artist-facts.tsx";
import { ArtistFeed } from "#components/console/artist-feed.tsx";
import { ArtistHoursSource } from "#components/console/artist-hours-source.tsx";
import { ArtistProfileForm } from "#components/console/artist-profile-form.tsx";
import { ArtistServicesForm } from "#components/console/artist-services-form.tsx";
import { ArtistTimeOff } from "#components/console/artist-time-off.tsx";
import { FormSection } from "#components/console/form-section.tsx";
import { ImageField } from "#components/console/image-field.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { Portrait } from "#components/console/portrait.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { Link } from "#components/ui/link.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { showArtist } from "#lib/artists/show-artist.ts";
import { showNextcloudHours } from "#lib/artists/show-nextcloud-hours.ts";
import { AppError } from "#lib/core/errors.ts";
import { listServiceViews } from "#lib/services/list-service-views.ts";
import { signedIn } from "../../../(staff)/signed-in.ts";

interface Props {
  params: Promise<{ id: string }>;
}

/** Once a request, for the title and the page alike. */
const load = cache(async (id: string) => {
  const ctx = await signedIn(`/admin/artists/${encodeURIComponent(id)}`);
  try {
    return { ctx, artist: await showArtist(ctx, id), missing: null };
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "not_allowed"))
      return { ctx, artist: null, missing: error.code };
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { artist, missing } = await load((await params).id);
  const t = await getTranslations("console");
  return { title: artist?.name ?? t(missing === "not_found" ? "notFound.title" : "nav.artists") };
}

export default async function ArtistPage({ params }: Props) {
  const { ctx, artist, missing } = await load((await params).id);
  if (missing === "not_found") notFound();
  const t = await getTranslations("console");
  const feedWords = await getTranslations("embed.feed");
  if (!artist) return <NotAllowed>{t("notAllowed.artist")}</NotAllowed>;
  const isOwn = ctx.actor.kind === "artist";
  const services = await listServiceViews(ctx);
  const hours = await showNextcloudHours(ctx, artist.id);
  const { embed } = await getMessages();
  const nowMs = ctx.now();
  const picturePath = `/api/admin/artists/${encodeURIComponent(artist.id)}/picture`;
  return (
    <>
      {!isOwn && (
        <Link
          href="/admin/artists"
          className="mb-5 inline-flex min-h-9 items-center gap-1.5 rounded-sm text-sm font-medium text-ink-soft underline-offset-4 hover:underline"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {t("artists.title")}
        </Link>
      )}
      <PageHead title={artist.name} text={isOwn ? t("artists.ownText") : undefined}>
        {artist.active && (
          <LinkButton size="sm" href={`/book/${artist.slug}`}>
            <ExternalLink aria-hidden />
            {t("artists.publicPage")}
          </LinkButton>
        )}
      </PageHead>
      {ctx.actor.kind === "staff" ? (
        <ArtistFacts artist={artist} services={services} openTimes={hours.times} nowMs={nowMs} />
      ) : (
        <>
          <FormSection title={t("artists.profile")} text={t("artists.profileText")}>
            <ArtistProfileForm artist={artist} />
          </FormSection>
          <FormSection title={t("artists.picture")} text={t("artists.pictureText")}>
            <ImageField path={picturePath} label={t("artists.picture")} imageUrl={artist.pictureUrl}>
              <Portrait name={artist.name} pictureUrl={null} className="size-28 text-3xl" />
            </ImageField>
          </FormSection>
          <FormSection title={t("hours.title")} text={t("hours.text")}>
            <ArtistHoursSource artist={artist} hours={hours} nowMs={nowMs} />
          </FormSection>
          <FormSection title={t("timeOff.title")} text={t("timeOff.text")}>
            <ArtistTimeOff artist={artist} nowMs={nowMs} />
          </FormSection>
          <FormSection title={t("artists.offers")} text={t("artists.offersText")}>
            <ArtistServicesForm artist={artist} services={services} />
          </FormSection>
          <FormSection title={t("artists.booking")} text={t("artists.bookingText")}>
            <ArtistBookingForm artist={artist} />
          </FormSection>
          <FormSection title={feedWords("title")} text={feedWords("text")}>
            <AddedMessages messages={embed === undefined ? {} : { embed }}>
              <ArtistFeed artist={artist} />
            </AddedMessages>
          </FormSection>
          {ctx.actor.kind === "admin" && (
            <FormSection title={t("artists.onOff")}>
              <p className="measure mb-3">
                {t(artist.active ? "artists.activeText" : "artists.inactiveText", { name: artist.name })}
              </p>
              <ActiveButton kind="artists" entry={artist} variant="secondary" />
            </FormSection>
          )}
        </>
      )}
    </>
  );
}
