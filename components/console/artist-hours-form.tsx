"use client";

import { useLocale, useTranslations } from "next-intl";
import { weekdayNames } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { HoursDay } from "./hours-day.tsx";
import { SectionForm } from "./section-form.tsx";
import { useSectionForm } from "./use-section-form.ts";
import { addStretch, copyDay, dayProblems, hoursOf, weekMinutes, weekOf } from "./working-hours.ts";

/** Working hours a weekday, with as many breaks as there are. */
export function ArtistHoursForm({ artist }: { artist: ArtistView }) {
  const t = useTranslations("console.hours");
  const locale = useLocale();
  const form = useSectionForm(
    `/api/admin/artists/${encodeURIComponent(artist.id)}`,
    { week: weekOf(artist.hours) },
    (value) => ({ hours: hoursOf(value.week) }),
  );
  const { week } = form.value;
  const names = weekdayNames(locale).map(({ long }) => long);
  const wrong = week.some((day) => dayProblems(day).size > 0);

  return (
    <SectionForm form={form} label={t("title")} blocked={wrong} className="max-w-none">
      <div className="divide-y rounded-md border bg-raised">
        {week.map((day, index) => (
          <HoursDay
            // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place in the week
            key={index}
            index={index}
            names={names}
            stretches={day}
            problems={dayProblems(day)}
            onChange={(changed) =>
              form.set({ week: week.map((other, at) => (at === index ? changed : other)) })
            }
            onAdd={() => form.set({ week: addStretch(week, index) })}
            onCopy={(days) => form.set({ week: copyDay(week, index, days) })}
          />
        ))}
      </div>
      <p className="text-sm text-ink-soft">
        {t("sum", { hours: Math.round(weekMinutes(week) / 6) / 10, city: zoneCity(artist.timeZone, locale) })}
      </p>
    </SectionForm>
  );
}
