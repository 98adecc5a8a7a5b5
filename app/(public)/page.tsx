import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ArtistList } from "#components/site/artist-list.tsx";
import { NextFree, type NextFreeTime } from "#components/site/next-free.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { BookableArtist } from "#lib/artists/bookable-artist.ts";
import { listBookableArtists } from "#lib/artists/list-bookable-artists.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { listSlots } from "#lib/availability/list-slots.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";

const DAY = 86_400_000;
/** So many artists have their next free time worked out for the front page. */
const SHOWN_NEXT = 3;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const { name } = await studioSettings(await pageContext());
  const t = await getTranslations("public.landing");
  return { description: t("metaDescription", { studio: name }) };
}

export default async function LandingPage() {
  await connection();
  const ctx = await pageContext();
  const t = await getTranslations("public");
  const [{ name, timeZone, pendingExpiryDays }, artists] = await Promise.all([
    studioSettings(ctx),
    listBookableArtists(ctx),
  ]);
  const times = await nextFreeTimes(ctx, artists);
  return (
    <>
      <div className="grid items-end gap-x-12 gap-y-14 pt-6 pb-20 md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] md:pt-10">
        <div className="self-center">
          <h1 className="font-display text-5xl font-semibold tracking-tight sm:text-6xl">{name}</h1>
          <p className="mt-6 max-w-[46ch] text-lg text-ink-soft">{t("landing.lead")}</p>
          <LinkButton href="/book" variant="primary" size="lg" className="mt-8">
            {t("site.book")}
          </LinkButton>
        </div>
        {times.length > 0 && <NextFree times={times} studioZone={timeZone} />}
      </div>
      {artists.length === 0 ? (
        <EmptyState title={t("artists.none")}>{t("artists.noneText")}</EmptyState>
      ) : (
        <section aria-labelledby="artists">
          <h2 id="artists" className="mb-4 text-sm font-medium text-ink-soft">
            {t("landing.artists")}
          </h2>
          <ArtistList artists={artists} level="h3" />
        </section>
      )}
      <section aria-labelledby="how" className="mt-20">
        <h2 id="how" className="mb-6 text-sm font-medium text-ink-soft">
          {t("landing.how")}
        </h2>
        <ol className="grid gap-x-12 gap-y-10 md:grid-cols-3">
          {(["step1", "step2", "step3"] as const).map((step, index) => (
            <li key={step}>
              <span aria-hidden className="font-display text-2xl text-accent-text tabular-nums">
                {index + 1}
              </span>
              <h3 className="mt-1 font-display text-xl font-semibold">{t(`landing.${step}`)}</h3>
              <p className="mt-2 max-w-[45ch] text-ink-soft">
                {t(`landing.${step}Text`, { days: pendingExpiryDays })}
              </p>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

/** When the first artists have time for the first thing they offer, within a month. */
async function nextFreeTimes(ctx: Ctx, artists: readonly BookableArtist[]): Promise<NextFreeTime[]> {
  const nowMs = ctx.now();
  const found = await Promise.all(
    artists.slice(0, SHOWN_NEXT).map(async (artist): Promise<NextFreeTime[]> => {
      const service = artist.services[0];
      if (!service) return [];
      if (service.bookingMode === "idea") return [{ artist, service, startMs: null }];
      const { slots } = await listSlots(ctx, {
        artistId: artist.id,
        serviceId: service.id,
        fromMs: nowMs,
        toMs: nowMs + 31 * DAY,
      });
      return [{ artist, service, startMs: slots[0]?.startMs ?? null }];
    }),
  );
  return found.flat();
}
