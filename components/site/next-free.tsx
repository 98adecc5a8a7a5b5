import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { bookingHref } from "#components/booking/booking-url.ts";
import { sameClock, shortDayWords, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import type { BookableArtist, BookableService } from "#lib/artists/bookable-artist.ts";

export interface NextFreeTime {
  artist: BookableArtist;
  service: BookableService;
  /** epoch ms; null when nothing is free */
  startMs: number | null;
}

/** The doorway: who has time next. Each line leads to that very time. */
export async function NextFree({
  times,
  studioZone,
}: {
  times: readonly NextFreeTime[];
  studioZone: string;
}) {
  const t = await getTranslations("public");
  const locale = await getLocale();
  return (
    <section
      aria-labelledby="next-free"
      className="mx-auto w-full max-w-sm rounded-t-[14rem] border border-b-2 border-b-ink bg-raised px-8 pt-24 pb-8 sm:px-10"
    >
      <h2 id="next-free" className="text-center text-sm font-medium text-ink-soft">
        {t("landing.nextFree")}
      </h2>
      <ul className="mt-4 divide-y">
        {times.map(({ artist, service, startMs }) => {
          const clock = startMs === null ? null : zonedClock(startMs, artist.timeZone);
          const path = `/book/${artist.slug}/${service.id}`;
          return (
            <li key={artist.id}>
              <Link
                href={clock ? bookingHref(path, { day: clock.day, startMs }) : path}
                className="-mx-3 block rounded-md px-3 py-3 text-center transition-colors hover:bg-sunk"
              >
                <span className="block font-display text-xl font-semibold">{artist.name}</span>
                <span className="block text-sm text-ink-soft">{service.name}</span>
                <span className="block tabular-nums">
                  {clock && startMs !== null ? (
                    <time dateTime={new Date(startMs).toISOString()}>
                      {shortDayWords(clock.day, locale)}, {t("book.clock", { time: clock.time })}
                      {!sameClock(artist.timeZone, studioZone, startMs) &&
                        ` (${t("book.zoneTime", { city: zoneCity(artist.timeZone, locale) })})`}
                    </time>
                  ) : (
                    t(service.bookingMode === "idea" ? "landing.nextFreeIdea" : "landing.noneFree", {
                      artist: artist.name,
                    })
                  )}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
