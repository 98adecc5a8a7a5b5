"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { zonedClock } from "#components/booking/clock-words.ts";
import type { ApiProblem } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { FreeSuggestions } from "./free-suggestions.tsx";
import { OfferTimeRow } from "./offer-time-row.tsx";
import { startOf, type TimeDraft } from "./time-draft.ts";
import { useMakeOffer } from "./use-make-offer.ts";

/** What times are offered for. */
export interface OfferSubject {
  about: { kind: "inquiry" | "appointment"; id: string };
  answers: "inquiry" | "PENDING" | "CONFIRMED";
  version: number;
  /** The customer's. */
  name: string;
  artist: { id: string; name: string; timeZone: string };
  serviceId: string;
  durationMinutes: number;
}

const MOST_TIMES = 5;
const HOURS = [12, 24, 48, 72, 120, 168, 336];
const USUAL_HOURS = 72;

/** One to five times, each looked up in the calendar while one considers it, a word, and how long they are held. */
export function OfferTimesForm({
  subject,
  nowMs,
  onClose,
}: {
  subject: OfferSubject;
  nowMs: number;
  onClose: () => void;
}) {
  const t = useTranslations("inquiry.staff.dialog");
  const common = useTranslations("common");
  const locale = useLocale();
  const id = useId();
  const problemWords = useProblemWords();
  const make = useMakeOffer(subject);
  const { artist, durationMinutes } = subject;
  const [rows, setRows] = useState<TimeDraft[]>([{ key: 0, day: "", time: "" }]);
  const [word, setWord] = useState("");
  const [hours, setHours] = useState(USUAL_HOURS);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [sending, setSending] = useState(false);

  const filled = rows.flatMap((row) => {
    const startMs = startOf(row, artist.timeZone);
    return startMs === null ? [] : [{ key: row.key, startMs, endMs: startMs + durationMinutes * 60_000 }];
  });
  const errorsOf = (key: number) => {
    const index = filled.findIndex((row) => row.key === key);
    const keys = index < 0 ? undefined : problem?.errors[`times.${index}`];
    return keys?.map((name) => (t.has(`errors.${name}`) ? t(`errors.${name}`) : name));
  };
  const isPlaced = Object.keys(problem?.errors ?? {}).some((field) => field.startsWith("times."));
  const nextKey = Math.max(...rows.map(({ key }) => key)) + 1;

  function change(key: number, next: Partial<TimeDraft>) {
    setProblem(null);
    setRows(rows.map((row) => (row.key === key ? { ...row, ...next } : row)));
  }

  function toggle(startMs: number) {
    setProblem(null);
    const known = filled.find((row) => row.startMs === startMs);
    if (known) {
      const left = rows.filter(({ key }) => key !== known.key);
      setRows(left.length > 0 ? left : [{ key: nextKey, day: "", time: "" }]);
      return;
    }
    const { day, time } = zonedClock(startMs, artist.timeZone);
    const empty = rows.find((row) => startOf(row, artist.timeZone) === null);
    if (empty) change(empty.key, { day, time });
    else if (rows.length < MOST_TIMES) setRows([...rows, { key: nextKey, day, time }]);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (sending || filled.length === 0) return;
    setSending(true);
    setProblem(null);
    const refused = await make({ starts: filled.map(({ startMs }) => startMs), word: word.trim(), hours });
    setSending(false);
    if (refused) setProblem(refused);
    else onClose();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-5">
      {problem && !isPlaced && (
        <Alert tone="bad" role="alert">
          {problemWords(problem)}
        </Alert>
      )}
      <FreeSuggestions
        artist={artist}
        serviceId={subject.serviceId}
        nowMs={nowMs}
        chosen={filled.map(({ startMs }) => startMs)}
        isFull={filled.length >= MOST_TIMES}
        onToggle={toggle}
      />
      <div className="space-y-4">
        {rows.map((row, index) => (
          <OfferTimeRow
            key={row.key}
            row={row}
            number={index + 1}
            subject={subject}
            nowMs={nowMs}
            errors={errorsOf(row.key)}
            onChange={(next) => change(row.key, next)}
            onRemove={rows.length > 1 ? () => setRows(rows.filter(({ key }) => key !== row.key)) : null}
          />
        ))}
        {rows.length < MOST_TIMES && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => setRows([...rows, { key: nextKey, day: rows.at(-1)?.day ?? "", time: "" }])}
          >
            <Plus aria-hidden />
            {t("add")}
          </Button>
        )}
      </div>
      <Field id={`${id}-word`} label={t("word")} optional={common("optional")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            className="min-h-20"
            maxLength={500}
            lang={locale}
            value={word}
            onChange={(event) => setWord(event.target.value)}
          />
        )}
      </Field>
      <Field id={`${id}-hours`} label={t("expiry")} className="max-w-56">
        {(control) => (
          <Select {...control} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {HOURS.map((count) => (
              <option key={count} value={count}>
                {count < 48 ? t("hours", { hours: count }) : t("days", { days: count / 24 })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {/* In sight however long the list of times is. */}
      <DialogFooter className="sticky -bottom-5 -mx-5 -mb-5 border-t bg-raised px-5 py-4 sm:-bottom-6 sm:-mx-6 sm:-mb-6 sm:px-6">
        <DialogClose asChild>
          <Button variant="ghost">{t("keep")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={sending} disabled={filled.length === 0}>
          {t("submit", { count: filled.length })}
        </Button>
      </DialogFooter>
    </form>
  );
}
