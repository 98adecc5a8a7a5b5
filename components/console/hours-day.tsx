"use client";

import { CircleAlert, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { CopyHoursDialog } from "./copy-hours-dialog.tsx";
import type { Stretch, StretchProblem } from "./working-hours.ts";

/** One weekday: its stretches with what is wrong in them, one more, and the same on other days. */
export function HoursDay({
  index,
  names,
  stretches,
  problems,
  onChange,
  onAdd,
  onCopy,
}: {
  /** 0 = Monday. */
  index: number;
  /** Of all weekdays. */
  names: string[];
  stretches: Stretch[];
  problems: Map<number, StretchProblem>;
  onChange: (stretches: Stretch[]) => void;
  onAdd: () => void;
  onCopy: (days: number[]) => void;
}) {
  const t = useTranslations("console.hours");
  const id = useId();
  const day = names[index] ?? "";
  const change = (which: number, to: Partial<Stretch>) =>
    onChange(stretches.map((stretch) => (stretch.id === which ? { ...stretch, ...to } : stretch)));
  const time = "h-9 w-29 px-2 text-sm tabular-nums";
  return (
    <fieldset className="grid gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[6.5rem_minmax(0,1fr)_auto]">
      <legend className="sr-only">{day}</legend>
      <p aria-hidden className="text-sm font-medium sm:leading-9">
        {day}
      </p>
      <div className="space-y-2">
        {stretches.length === 0 && <p className="text-sm text-ink-faint sm:leading-9">{t("closed")}</p>}
        {stretches.map((stretch, at) => {
          const problem = problems.get(stretch.id);
          const words = { day, number: at + 1 };
          const said = problem
            ? { "aria-invalid": true as const, "aria-describedby": `${id}-${stretch.id}` }
            : {};
          return (
            <div key={stretch.id}>
              <div className="flex items-center gap-2">
                <Input
                  type="time"
                  aria-label={t("start", words)}
                  className={time}
                  value={stretch.start}
                  onChange={(event) => change(stretch.id, { start: event.target.value })}
                  {...said}
                />
                <span aria-hidden>–</span>
                <Input
                  type="time"
                  aria-label={t("end", words)}
                  className={time}
                  value={stretch.end}
                  onChange={(event) => change(stretch.id, { end: event.target.value })}
                  {...said}
                />
                <Button
                  variant="ghost"
                  size="icon-sm"
                  label={t("remove", words)}
                  onClick={() => onChange(stretches.filter(({ id: which }) => which !== stretch.id))}
                >
                  <X aria-hidden />
                </Button>
              </div>
              {problem && (
                <p id={`${id}-${stretch.id}`} role="alert" className="mt-1 flex gap-1.5 text-sm text-bad">
                  <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
                  {t(`problem.${problem}`)}
                </p>
              )}
            </div>
          );
        })}
      </div>
      <div className="flex items-start gap-1 max-sm:-ml-3">
        <Button
          variant="ghost"
          size="sm"
          aria-label={t(stretches.length > 0 ? "addAfterBreak" : "addNamed", { day })}
          onClick={onAdd}
        >
          <Plus aria-hidden />
          {t(stretches.length > 0 ? "addBreak" : "add")}
        </Button>
        {stretches.length > 0 && <CopyHoursDialog index={index} names={names} onCopy={onCopy} />}
      </div>
    </fieldset>
  );
}
