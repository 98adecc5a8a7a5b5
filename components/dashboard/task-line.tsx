"use client";

import { CalendarClock, Circle, CircleAlert, CircleCheck, Flag, Repeat } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import { dueWords } from "./due-words.ts";
import type { TaskRow } from "./read-rows.ts";

/** A task: the ring ticks it off, its words lead to Todoist. */
export function TaskLine({
  task,
  nowMs,
  timeZone,
  onTick,
}: {
  task: TaskRow;
  nowMs: number;
  timeZone: string;
  onTick: () => void;
}) {
  const t = useTranslations("widgets");
  return (
    <li className="flex items-start pr-4 transition-[background-color] focus-within:bg-sunk hover:bg-sunk">
      <button
        type="button"
        data-tick
        aria-label={t("tasks.tick", { task: task.content })}
        className="group grid size-11 shrink-0 place-items-center rounded-sm -outline-offset-2"
        onClick={onTick}
      >
        <Circle
          aria-hidden
          className={cn(
            "size-5 group-hover:hidden group-focus-visible:hidden",
            task.urgent ? "text-bad" : "text-line-strong",
          )}
        />
        <CircleCheck
          aria-hidden
          className="hidden size-5 text-good group-hover:block group-focus-visible:block"
        />
      </button>
      <div className="min-w-0 flex-1 py-2.5 leading-snug">
        {task.url ? (
          <a
            href={task.url}
            target="_blank"
            rel="noopener"
            className="rounded-sm break-words underline-offset-4 hover:underline"
          >
            {task.content}
            <span className="sr-only">, {t("newTab")}</span>
          </a>
        ) : (
          <span className="break-words">{task.content}</span>
        )}
        <TaskMarks task={task} nowMs={nowMs} timeZone={timeZone} />
      </div>
    </li>
  );
}

function TaskMarks({ task, nowMs, timeZone }: { task: TaskRow; nowMs: number; timeZone: string }) {
  const t = useTranslations("widgets.tasks");
  const locale = useLocale();
  const due = dueWords(task.due, nowMs, timeZone, locale);
  if (due === null && !task.urgent) return null;
  const Icon = due?.isOverdue ? CircleAlert : CalendarClock;
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-ink-soft [&_svg]:size-3.5">
      {due && (
        <span className={cn("inline-flex items-center gap-1", due.isOverdue && "text-bad")}>
          <Icon aria-hidden />
          {due.isOverdue && `${t("overdue")} · `}
          {due.near ? t(due.near) : due.day}
          {due.time && ` ${due.time}`}
        </span>
      )}
      {task.due?.isRecurring && (
        <span className="inline-flex items-center gap-1">
          <Repeat aria-hidden />
          {t("recurring")}
        </span>
      )}
      {task.urgent && (
        <span className="inline-flex items-center gap-1 text-bad">
          <Flag aria-hidden />
          {t("urgent")}
        </span>
      )}
    </p>
  );
}
