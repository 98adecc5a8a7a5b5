import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { bookingHref } from "#components/booking/booking-url.ts";
import { findZone } from "#components/booking/zone-name.ts";
import { FreeInstead } from "#components/offers/free-instead.tsx";
import { WaitlistForm } from "#components/offers/waitlist-form.tsx";
import { WaitlistRefused } from "#components/offers/waitlist-refused.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { readFormDraft } from "#lib/appointments/form-draft.ts";
import { findBookableArtistById } from "#lib/artists/find-bookable-artist-by-id.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { freeForWish } from "#lib/waitlist/free-for-wish.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inquiry.waitlist");
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** Where the form of the waitlist comes back: what was wrong with it, or the times for which nobody need wait. */
export default async function JoinWaitlistPage({
  searchParams,
}: {
  searchParams: Promise<{ draft?: string | string[] }>;
}) {
  await connection();
  const ctx = await pageContext();
  const { draft: token } = await searchParams;
  const draft = typeof token === "string" ? await readFormDraft(ctx, token) : null;
  const artist = draft && (await findBookableArtistById(ctx, draft.values.artistId ?? ""));
  const service = artist?.services.find(({ id }) => id === draft?.values.serviceId);
  if (!draft || !artist || !service) notFound();
  const t = await getTranslations("inquiry.waitlist");
  const path = `/book/${artist.slug}/${service.id}`;
  const zone = findZone(draft.values.timeZone ?? "") ?? artist.timeZone;
  const asked = {
    lengthMinutes: Number(draft.values.durationMinutes) || null,
    zone: zone === artist.timeZone ? null : zone,
  };
  const free = draft.code === "free_now" ? await freeForWish(ctx, draft.values, artist.timeZone) : [];
  return (
    <>
      <LinkButton href={bookingHref(path, asked)} variant="ghost" className="-ml-4 text-ink-soft">
        <ArrowLeft aria-hidden />
        {t("back", { service: service.name, artist: artist.name })}
      </LinkButton>
      <h1 className="mt-4 mb-6 font-display text-3xl font-semibold tracking-tight">{t("title")}</h1>
      {free.length > 0 ? (
        <FreeInstead path={path} asked={asked} times={free} timeZone={zone} nowMs={ctx.now()} />
      ) : (
        draft.code !== "free_now" && <WaitlistRefused draft={draft} artist={artist.name} />
      )}
      <div className={free.length > 0 ? "mt-10 border-t pt-4" : ""}>
        <WaitlistForm artist={artist} service={service} nowMs={ctx.now()} draft={draft} />
      </div>
    </>
  );
}
