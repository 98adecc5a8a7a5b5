"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { instantOf } from "#lib/core/time-zone.ts";
import { TimeCheckLine } from "./time-check-line.tsx";
import type { LiveAppointment } from "./use-appointment-change.ts";
import { useMove } from "./use-move.ts";
import { useProblemWords } from "./use-problem-words.ts";
import { useTimeCheck } from "./use-time-check.ts";
import { whenWords } from "./when-words.ts";

/** Date and time in the artist's zone, with the answer of the calendar beside them. */
export function RescheduleForm({
  live,
  nowMs,
  onClose,
}: {
  live: LiveAppointment;
  nowMs: number;
  onClose: () => void;
}) {
  const t = useTranslations("console.move");
  const locale = useLocale();
  const problemWords = useProblemWords();
  const move = useMove(live);
  const id = useId();
  // What it was when the dialog opened: while the change is under way, the appointment already shows the new time.
  const [before] = useState(live.current);
  const zone = before.artist.timeZone;
  const [day, setDay] = useState(zonedClock(before.startMs, zone).day);
  const [time, setTime] = useState(zonedClock(before.startMs, zone).time);
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);

  const startMs = startOf(day, time, zone);
  const endMs = startMs === null ? null : startMs + (before.endMs - before.startMs);
  const moved = startMs !== null && startMs !== before.startMs;
  const past = startMs !== null && startMs <= nowMs;
  const { check, checking, failed } = useTimeCheck(
    moved && !past && endMs !== null
      ? { appointmentId: before.id, artistId: before.artist.id, serviceId: before.service.id, startMs, endMs }
      : null,
  );
  const words =
    startMs !== null && endMs !== null ? whenWords({ startMs, endMs }, zone, nowMs, locale) : null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (sending || !moved || past) return;
    setSending(true);
    setProblem(null);
    const refusal = await move(startMs);
    setSending(false);
    if (refusal) setProblem(problemWords(refusal));
    else onClose();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-4">
      {problem && (
        <Alert tone="bad" role="alert">
          {problem}
        </Alert>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <InputField
          id={`${id}-day`}
          label={t("day")}
          required
          autoFocus
          type="date"
          min={zonedClock(nowMs, zone).day}
          max="2199-12-31"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <InputField
          id={`${id}-time`}
          label={t("time", { city: zoneCity(zone, locale) })}
          required
          type="time"
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
      </div>
      <div className="min-h-14">
        {words && <p className="font-medium">{`${words.date}, ${words.time}`}</p>}
        {moved && (
          <TimeCheckLine
            past={past}
            check={check}
            checking={checking}
            failed={failed}
            artist={before.artist.name}
          />
        )}
        {words && !moved && <p className="text-sm text-ink-soft">{t("same")}</p>}
      </div>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="ghost">{t("keep")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={sending} disabled={!moved || past}>
          {t("submit")}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** The instant (epoch ms) of what the two inputs say; null while one is empty or half written. */
function startOf(day: string, time: string, zone: string): number | null {
  const clock = /^(\d{2}):(\d{2})/.exec(time);
  if (!clock || !/^\d{4}-\d{2}-\d{2}$/.test(day) || day < "2000-01-01" || day > "2199-12-31") return null;
  return instantOf(day, Number(clock[1]) * 60 + Number(clock[2]), zone);
}
