"use client";

import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { TimeCheckLine } from "#components/console/time-check-line.tsx";
import { useTimeCheck } from "#components/console/use-time-check.ts";
import { Button } from "#components/ui/button.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import type { OfferSubject } from "./offer-times-form.tsx";
import { startOf, type TimeDraft } from "./time-draft.ts";

/** One offered time: day and clock time in the artist's zone, with the calendar's answer below. */
export function OfferTimeRow({
  row,
  number,
  subject,
  nowMs,
  errors,
  onChange,
  onRemove,
}: {
  row: TimeDraft;
  number: number;
  subject: OfferSubject;
  nowMs: number;
  errors: string[] | undefined;
  onChange: (next: Partial<TimeDraft>) => void;
  onRemove: (() => void) | null;
}) {
  const t = useTranslations("inquiry.staff.dialog");
  const locale = useLocale();
  const id = useId();
  const { artist } = subject;
  const startMs = startOf(row, artist.timeZone);
  const past = startMs !== null && startMs <= nowMs;
  const answer = useTimeCheck(
    startMs === null || past
      ? null
      : {
          appointmentId: subject.about.id,
          artistId: artist.id,
          serviceId: subject.serviceId,
          startMs,
          endMs: startMs + subject.durationMinutes * 60_000,
        },
  );
  return (
    <fieldset>
      <legend className="sr-only">{t("timeNumber", { number })}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-3">
        <InputField
          id={`${id}-day`}
          label={t("day")}
          type="date"
          min={zonedClock(nowMs, artist.timeZone).day}
          max="2199-12-31"
          aria-invalid={errors ? true : undefined}
          value={row.day}
          onChange={(event) => onChange({ day: event.target.value })}
        />
        <InputField
          id={`${id}-time`}
          label={t("time", { city: zoneCity(artist.timeZone, locale) })}
          type="time"
          value={row.time}
          onChange={(event) => onChange({ time: event.target.value })}
        />
        {onRemove && (
          <Button size="icon" variant="ghost" label={t("remove", { number })} onClick={onRemove}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      {errors ? (
        <p role="alert" className="mt-1 text-sm text-bad">
          {errors.join(" ")}
        </p>
      ) : (
        startMs !== null && <TimeCheckLine past={past} {...answer} artist={artist.name} />
      )}
    </fieldset>
  );
}
