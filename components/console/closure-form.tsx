"use client";

import { DoorClosed } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { zonedClock } from "#components/booking/clock-words.ts";
import { Button } from "#components/ui/button.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { addDays, instantOf } from "#lib/core/time-zone.ts";
import { count } from "./json-fields.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { spanWords } from "./time-off-words.ts";
import { useApiCall } from "./use-api-call.ts";
import { useFieldErrors } from "./use-field-errors.ts";

/** Closes the studio on whole days of its zone. */
export function ClosureForm({
  timeZone,
  nowMs,
  onAdded,
}: {
  timeZone: string;
  nowMs: number;
  /** `conflicts` appointments lie inside. */
  onAdded: (conflicts: number) => void;
}) {
  const t = useTranslations("rules.closures");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const today = zonedClock(nowMs, timeZone).day;
  const empty = { fromDay: today, toDay: today, note: "" };
  const [draft, setDraft] = useState(empty);
  const { busy, problem, call } = useApiCall();
  const errors = problem?.errors ?? {};
  const reversed = draft.toDay < draft.fromDay;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || reversed) return;
    const { fromDay, toDay } = draft;
    const note = draft.note.trim();
    const added = await call("POST", "/api/admin/closures", { fromDay, toDay, ...(note ? { note } : {}) });
    if (!added.ok) return;
    const span = {
      startMs: instantOf(fromDay, 0, timeZone),
      endMs: instantOf(addDays(toDay, 1), 0, timeZone),
    };
    toast({ text: t("added", { span: spanWords(span, timeZone, locale, nowMs) }) });
    onAdded(count(added.answer.conflicts));
    setDraft(empty);
    router.refresh();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="max-w-xl space-y-4">
      <ProblemAlert problem={problem} shown={["fromDay", "toDay", "note"]} />
      <div className="grid grid-cols-2 gap-4">
        <InputField
          id={`${id}-from`}
          label={t("fromDay")}
          error={fieldErrors(errors.fromDay)}
          required
          type="date"
          min={today}
          max="2199-12-31"
          value={draft.fromDay}
          onChange={({ target: { value: fromDay } }) => {
            const [, toDay = fromDay] = [fromDay, draft.toDay].sort();
            setDraft({ ...draft, fromDay, toDay });
          }}
        />
        <InputField
          id={`${id}-to`}
          label={t("toDay")}
          error={reversed ? t("order") : fieldErrors(errors.toDay)}
          required
          type="date"
          min={draft.fromDay}
          max="2199-12-31"
          value={draft.toDay}
          onChange={(event) => setDraft({ ...draft, toDay: event.target.value })}
        />
      </div>
      <InputField
        id={`${id}-note`}
        label={t("note")}
        hint={t("noteHint")}
        error={fieldErrors(errors.note)}
        optional={common("optional")}
        autoComplete="off"
        maxLength={200}
        value={draft.note}
        onChange={(event) => setDraft({ ...draft, note: event.target.value })}
      />
      <Button type="submit" size="sm" busy={busy}>
        {!busy && <DoorClosed aria-hidden />}
        {t("add")}
      </Button>
    </form>
  );
}
