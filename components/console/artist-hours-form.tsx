"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { weekdayNames } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { HoursDay } from "./hours-day.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import { SaveRow } from "./save-row.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useDraft } from "./use-draft.ts";
import { addStretch, copyDay, dayProblems, hoursOf, weekMinutes, weekOf } from "./working-hours.ts";

/** Working hours a weekday, with as many breaks as there are. */
export function ArtistHoursForm({ artist }: { artist: ArtistView }) {
  const t = useTranslations("console.hours");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const draft = useDraft({ week: weekOf(artist.hours) });
  const { busy, problem, call, forget } = useApiCall();
  const { week } = draft.value;
  const names = weekdayNames(locale).map(({ long }) => long);
  const wrong = week.some((day) => dayProblems(day).size > 0);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || wrong || !draft.dirty) return;
    const path = `/api/admin/artists/${encodeURIComponent(artist.id)}`;
    const saved = await call("PATCH", path, { hours: hoursOf(week) });
    if (!saved.ok) return;
    toast({ text: common("saved") });
    router.refresh();
    draft.settle();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-5">
      <ProblemAlert problem={problem} />
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
              draft.set({ week: week.map((other, at) => (at === index ? changed : other)) })
            }
            onAdd={() => draft.set({ week: addStretch(week, index) })}
            onCopy={(days) => draft.set({ week: copyDay(week, index, days) })}
          />
        ))}
      </div>
      <p className="text-sm text-ink-soft">
        {t("sum", { hours: Math.round(weekMinutes(week) / 6) / 10, city: zoneCity(artist.timeZone, locale) })}
      </p>
      <SaveRow
        dirty={draft.dirty}
        busy={busy}
        blocked={wrong}
        label={t("title")}
        onReset={() => {
          forget();
          draft.reset();
        }}
      />
    </form>
  );
}
