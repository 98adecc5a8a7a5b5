"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { ApiProblem } from "#components/console/api.ts";
import { minuteOf } from "#components/console/clock-minutes.ts";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Label } from "#components/ui/label.tsx";
import { Select } from "#components/ui/select.tsx";
import { addDays, instantOf } from "#lib/core/time-zone.ts";
import type { ArtistSchedule } from "#lib/schedule/schedule-view.ts";
import type { NewKind } from "./item-sheet.tsx";
import { type ClientDraft, emptyClient, NewClientFields } from "./new-client-fields.tsx";
import { useCreateAppointment } from "./use-create-appointment.ts";
import { useTimeOff } from "./use-time-off.ts";

export interface NewEntry {
  kind: NewKind;
  artistId: string;
  startMs: number;
  /** Null: as long as the service. */
  endMs: number | null;
}

/** Enters an appointment or time off at a time that was drawn, pressed, or will be typed. */
export function NewEntryDialog({
  entry,
  schedules,
  mayTakeTimeOff,
  onClose,
}: {
  entry: NewEntry;
  schedules: readonly ArtistSchedule[];
  mayTakeTimeOff: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("schedule.new");
  const locale = useLocale();
  const id = useId();
  const [kind, setKind] = useState(entry.kind);
  const [artistId, setArtistId] = useState(entry.artistId);
  const schedule = schedules.find(({ artist }) => artist.id === artistId);
  const zone = schedule?.artist.timeZone ?? "UTC";
  const services = schedule?.services ?? [];
  const [serviceId, setServiceId] = useState(services[0]?.id ?? "");
  const service = services.find((one) => one.id === serviceId) ?? services[0];
  const minutes = kind === "appointment" ? (service?.durationMinutes ?? 60) : 60;
  const start = zonedClock(entry.startMs, zone);
  const [day, setDay] = useState(start.day);
  const [from, setFrom] = useState(start.time);
  /** Null while the service says how long it takes. */
  const [to, setTo] = useState(entry.endMs === null ? null : zonedClock(entry.endMs, zone).time);
  const [client, setClient] = useState<ClientDraft>(emptyClient);
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const create = useCreateAppointment();
  const { take } = useTimeOff(artistId);

  const startMs = at(day, from, zone);
  const endMs =
    startMs === null ? null : to === null ? startMs + minutes * 60_000 : endAfter(startMs, day, to, zone);
  const named = client.customer !== null || client.name.trim() !== "";
  const ready = startMs !== null && endMs !== null && (kind === "time_off" || (named && service));

  async function submit() {
    if (startMs === null || endMs === null) return;
    setBusy(true);
    setProblem(null);
    try {
      if (kind === "time_off") await take({ startMs, endMs, note: note.trim() });
      else if (service)
        await create({
          artist: { id: artistId, timeZone: zone },
          serviceId: service.id,
          startMs,
          endMs,
          client,
          description: note.trim(),
        });
      onClose();
    } catch (error) {
      setProblem(
        error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" }),
      );
    }
    setBusy(false);
  }

  return (
    <FormDialog
      title={t(kind === "appointment" ? "appointment" : "timeOff")}
      open
      onOpenChange={(open) => !open && onClose()}
      problem={problem}
      submit={t(kind === "appointment" ? "enter" : "take")}
      busy={busy}
      blocked={!ready}
      onSubmit={() => void submit()}
    >
      {mayTakeTimeOff && (
        <fieldset className="grid grid-cols-2 gap-1 rounded-md bg-sunk p-1">
          <legend className="sr-only">{t("kind")}</legend>
          {(["appointment", "time_off"] as const).map((one) => (
            <label
              key={one}
              className="flex min-h-10 cursor-pointer items-center justify-center rounded-sm px-2 text-center text-sm font-medium has-checked:bg-ink has-checked:text-ground has-focus-visible:outline-2 has-focus-visible:outline-ring"
            >
              <input
                type="radio"
                name={`${id}-kind`}
                className="sr-only"
                checked={kind === one}
                onChange={() => setKind(one)}
              />
              {t(one === "appointment" ? "appointment" : "timeOff")}
            </label>
          ))}
        </fieldset>
      )}
      {kind === "appointment" && <NewClientFields client={client} problem={problem} onChange={setClient} />}
      {(kind === "appointment" || schedules.length > 1) && (
        <div className="grid gap-4 sm:grid-cols-2">
          {schedules.length > 1 && (
            <div className="space-y-1.5">
              <Label htmlFor={`${id}-artist`}>{t("artist")}</Label>
              <Select
                id={`${id}-artist`}
                value={artistId}
                onChange={(event) => setArtistId(event.target.value)}
              >
                {schedules.map(({ artist }) => (
                  <option key={artist.id} value={artist.id}>
                    {artist.name}
                  </option>
                ))}
              </Select>
            </div>
          )}
          {kind === "appointment" && (
            <div className="space-y-1.5">
              <Label htmlFor={`${id}-service`}>{t("service")}</Label>
              <Select
                id={`${id}-service`}
                value={service?.id ?? ""}
                onChange={(event) => setServiceId(event.target.value)}
              >
                {services.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
            </div>
          )}
        </div>
      )}
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-[minmax(0,1.4fr)_1fr_1fr]">
        <InputField
          id={`${id}-day`}
          className="max-sm:col-span-2"
          label={t("day")}
          required
          type="date"
          max="2199-12-31"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <InputField
          id={`${id}-from`}
          label={t("from", { city: zoneCity(zone, locale) })}
          required
          type="time"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <InputField
          id={`${id}-to`}
          label={t("to")}
          required
          type="time"
          value={to ?? (endMs === null ? "" : zonedClock(endMs, zone).time)}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <InputField
        id={`${id}-note`}
        label={t(kind === "appointment" ? "words" : "note")}
        hint={kind === "time_off" ? t("noteHint") : undefined}
        autoComplete="off"
        maxLength={kind === "time_off" ? 200 : 1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}

function at(day: string, clock: string, zone: string): number | null {
  const minute = minuteOf(clock);
  if (minute === null || !/^\d{4}-\d{2}-\d{2}$/.test(day) || day < "2000-01-01" || day > "2199-12-31")
    return null;
  return instantOf(day, minute, zone);
}

/** An end before the start lies on the next day. */
function endAfter(startMs: number, day: string, clock: string, zone: string): number | null {
  const sameDay = at(day, clock, zone);
  return sameDay === null || sameDay > startMs ? sameDay : at(addDays(day, 1), clock, zone);
}
