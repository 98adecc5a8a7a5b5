import { useLocale, useTranslations } from "next-intl";
import { weekdayNames } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import type { OpenTimesView } from "#lib/availability/describe-open-times.ts";
import { ArtistHoursWeek } from "./artist-hours-week.tsx";
import { FormSection } from "./form-section.tsx";
import { spanWords } from "./time-off-words.ts";
import { weekOf } from "./working-hours.ts";

/** An artist as the front desk sees them: to read, not to change. */
export function ArtistFacts({
  artist,
  services,
  openTimes,
  nowMs,
}: {
  artist: ArtistView;
  services: { id: string; name: string }[];
  /** Read from Nextcloud, where the hours are kept there. */
  openTimes: OpenTimesView | null;
  nowMs: number;
}) {
  const t = useTranslations("console");
  const locale = useLocale();
  const names = weekdayNames(locale);
  const offered = services.filter(({ id }) => artist.serviceIds.includes(id));
  const away = artist.timeOff.filter(({ endMs }) => endMs > nowMs);
  return (
    <>
      <FormSection title={t("artists.profile")}>
        <p className="measure whitespace-pre-line">{artist.bio || t("artists.noBio")}</p>
      </FormSection>
      <FormSection
        title={t("hours.title")}
        text={t("artists.zoneLine", { city: zoneCity(artist.timeZone, locale) })}
      >
        {openTimes ? (
          <ArtistHoursWeek times={openTimes} />
        ) : (
          <dl className="grid max-w-sm grid-cols-[8rem_minmax(0,1fr)] gap-y-1.5 text-sm tabular-nums">
            {weekOf(artist.hours).map((day, index) => (
              <div key={names[index]?.long} className="contents">
                <dt className="font-medium">{names[index]?.long}</dt>
                <dd className={day.length === 0 ? "text-ink-soft" : undefined}>
                  {day.length === 0
                    ? t("hours.closed")
                    : day.map(({ start, end }) => `${start}–${end}`).join(", ")}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </FormSection>
      <FormSection title={t("timeOff.title")}>
        {away.length === 0 ? (
          <p className="text-ink-soft">{t("timeOff.none")}</p>
        ) : (
          <ul className="space-y-1 text-sm">
            {away.map((entry) => (
              <li key={entry.id}>
                {[spanWords(entry, artist.timeZone, locale, nowMs), entry.note].filter(Boolean).join(" · ")}
              </li>
            ))}
          </ul>
        )}
      </FormSection>
      <FormSection title={t("artists.offers")}>
        <p>{offered.map(({ name }) => name).join(", ") || t("artists.noServices")}</p>
      </FormSection>
    </>
  );
}
