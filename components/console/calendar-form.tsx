"use client";

import { PlugZap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { ApiProblem, callApi } from "./api.ts";
import { CalendarPicker } from "./calendar-picker.tsx";
import { CalendarTestResult } from "./calendar-test-result.tsx";
import { useCalendarTest } from "./use-calendar-test.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { useProblemWords } from "./use-problem-words.ts";

type Purpose = CalendarView["purpose"];

/** Connects a calendar with an artist, or changes one that is connected. */
export function CalendarForm({
  artist,
  calendar,
  hasWritten,
  onClose,
}: {
  artist: { id: string; name: string };
  /** The one to change; null for a new one. */
  calendar: CalendarView | null;
  /** Another calendar of the artist takes the appointments already. */
  hasWritten: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("console.calendars");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { testing, result, test, forget } = useCalendarTest();
  const [choice, setChoice] = useState<string | null>(calendar ? "other" : null);
  const [address, setAddress] = useState(calendar?.calendarUrl ?? "");
  const [purpose, setPurpose] = useState<Purpose>(calendar?.purpose ?? (hasWritten ? "block" : "write"));
  const [blockBy, setBlockBy] = useState<CalendarView["blockBy"]>(calendar?.blockBy ?? "busy");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [saving, setSaving] = useState(false);
  const calendarUrl = (choice === "other" ? address : (choice ?? "")).trim();

  /** What was said about another choice counts no more. */
  function startOver() {
    forget();
    setProblem(null);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (saving || calendarUrl === "") return;
    setSaving(true);
    startOver();
    try {
      if (calendar) {
        const moved = calendarUrl !== calendar.calendarUrl;
        await callApi("PUT", "/api/admin/calendars", {
          id: calendar.id,
          ...(moved ? { calendarUrl } : {}),
          purpose,
          blockBy,
        });
      } else {
        await callApi("POST", "/api/admin/calendars", { artistId: artist.id, calendarUrl, purpose, blockBy });
      }
    } catch (error) {
      setSaving(false);
      if (error instanceof ApiProblem) setProblem(error);
      return;
    }
    toast({ text: calendar ? common("saved") : t("connected", { name: artist.name }) });
    router.refresh();
    onClose();
  }

  const errors = problem?.errors ?? {};
  const addressErrors = fieldErrors(errors.calendarUrl);
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-5">
      {problem && !(choice === "other" && addressErrors.length > 0) && (
        <Alert tone="bad" role="alert">
          {problemWords(problem)}
        </Alert>
      )}
      {!calendar && (
        <CalendarPicker
          value={choice}
          onChoose={(chosen) => {
            startOver();
            setChoice(chosen === "other" ? "other" : chosen.calendarUrl);
            if (chosen !== "other" && !chosen.writable) setPurpose("block");
          }}
        />
      )}
      {choice === "other" && (
        <InputField
          id={`${id}-address`}
          label={t("address")}
          hint={t("addressHint")}
          error={addressErrors}
          required
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={2000}
          value={address}
          onChange={(event) => {
            startOver();
            setAddress(event.target.value);
          }}
        />
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id={`${id}-purpose`} label={t("purpose")} error={fieldErrors(errors.purpose)}>
          {(control) => (
            <Select
              {...control}
              value={purpose}
              onChange={(event) => setPurpose(event.target.value === "write" ? "write" : "block")}
            >
              <option value="write" disabled={hasWritten}>
                {t("purposeWrite")}
              </option>
              <option value="block">{t("purposeBlock")}</option>
            </Select>
          )}
        </Field>
        <Field id={`${id}-block`} label={t("blockBy")}>
          {(control) => (
            <Select
              {...control}
              value={blockBy}
              onChange={(event) => setBlockBy(event.target.value === "everything" ? "everything" : "busy")}
            >
              <option value="busy">{t("blockBusy")}</option>
              <option value="everything">{t("blockEverything")}</option>
            </Select>
          )}
        </Field>
      </div>
      <CalendarTestResult result={result} />
      <DialogFooter>
        <Button
          variant="ghost"
          className="mr-auto"
          busy={testing}
          disabled={calendarUrl === ""}
          onClick={() => {
            setProblem(null);
            void test({ artistId: artist.id, calendarUrl });
          }}
        >
          {!testing && <PlugZap aria-hidden />}
          {t("test")}
        </Button>
        <DialogClose asChild>
          <Button variant="ghost">{common("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={saving} disabled={calendarUrl === ""}>
          {calendar ? common("save") : t("connect")}
        </Button>
      </DialogFooter>
    </form>
  );
}
