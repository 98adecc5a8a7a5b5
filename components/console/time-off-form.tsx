"use client";

import { CalendarOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { count } from "./json-fields.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { type TimeOffDraft, timeOffSpan } from "./time-off-span.ts";
import { useApiCall } from "./use-api-call.ts";

/** Adds time off: days, or from a clock time to another, in the artist's zone. */
export function TimeOffForm({
  artist,
  nowMs,
  onAdded,
}: {
  artist: { id: string; name: string; timeZone: string };
  nowMs: number;
  /** `conflicts` appointments lie inside. */
  onAdded: (conflicts: number) => void;
}) {
  const t = useTranslations("console.timeOff");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const id = useId();
  const today = zonedClock(nowMs, artist.timeZone).day;
  const empty: TimeOffDraft = {
    wholeDays: true,
    firstDay: today,
    lastDay: today,
    startTime: "09:00",
    endTime: "17:00",
  };
  const [draft, setDraft] = useState(empty);
  const [note, setNote] = useState("");
  const { busy, problem, call } = useApiCall();
  const span = timeOffSpan(draft, artist.timeZone);
  const set = (change: Partial<TimeOffDraft>) => setDraft({ ...draft, ...change });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || typeof span === "string") return;
    const added = await call("POST", `/api/admin/artists/${encodeURIComponent(artist.id)}/time-off`, {
      startTime: new Date(span.startMs).toISOString(),
      endTime: new Date(span.endMs).toISOString(),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    if (!added.ok) return;
    toast({ text: t("added") });
    onAdded(count(added.answer.conflicts));
    setDraft(empty);
    setNote("");
    router.refresh();
  }

  const day = (which: "firstDay" | "lastDay") => (
    <InputField
      id={`${id}-${which}`}
      label={t(which)}
      required
      type="date"
      min={which === "lastDay" ? draft.firstDay : today}
      max="2199-12-31"
      value={draft[which]}
      onChange={(event) =>
        set(
          which === "firstDay" && draft.lastDay < event.target.value
            ? { firstDay: event.target.value, lastDay: event.target.value }
            : { [which]: event.target.value },
        )
      }
    />
  );
  const time = (which: "startTime" | "endTime") => (
    <InputField
      id={`${id}-${which}`}
      label={t(which)}
      required
      type="time"
      value={draft[which]}
      onChange={(event) => set({ [which]: event.target.value })}
    />
  );
  return (
    <form onSubmit={(event) => void submit(event)} className="max-w-xl space-y-4">
      <ProblemAlert problem={problem} />
      <Checkbox
        className="-mb-1"
        label={t("wholeDays")}
        hint={draft.wholeDays ? undefined : t("inZone", { city: zoneCity(artist.timeZone, locale) })}
        checked={draft.wholeDays}
        onChange={(event) => set({ wholeDays: event.target.checked })}
      />
      <div className="grid grid-cols-2 gap-4">
        {day("firstDay")}
        {draft.wholeDays ? day("lastDay") : time("startTime")}
        {!draft.wholeDays && day("lastDay")}
        {!draft.wholeDays && time("endTime")}
      </div>
      <InputField
        id={`${id}-note`}
        label={t("note")}
        hint={t("noteHint")}
        optional={common("optional")}
        autoComplete="off"
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" size="sm" busy={busy} disabled={typeof span === "string"}>
          {!busy && <CalendarOff aria-hidden />}
          {t("add")}
        </Button>
        {typeof span === "string" && (
          <p role="status" className="text-sm text-warn">
            {t(`problem.${span}`)}
          </p>
        )}
      </div>
    </form>
  );
}
