"use client";

import { Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useNow } from "#components/console/use-now.ts";
import type { WidgetProps } from "./dashboard-facts.ts";
import { TaskForm } from "./task-form.tsx";
import { TaskLine } from "./task-line.tsx";
import { useTasks } from "./use-tasks.ts";
import { WidgetBody } from "./widget-body.tsx";
import { WidgetFrame } from "./widget-frame.tsx";
import { badgeOf } from "./widget-row.tsx";

const NARROW = 5;
const WIDE = 12;

/** What is to do, soonest first; ticked off and added right here. */
export function TasksWidget({ system, isAdmin, wide, timeZone }: WidgetProps & { timeZone: string }) {
  const t = useTranslations("widgets");
  const nowMs = useNow();
  const { live, tick, add } = useTasks();
  const list = useRef<HTMLUListElement>(null);
  const shown = wide ? WIDE : NARROW;

  function tickAt(index: number) {
    const task = live.data?.rows[index];
    if (!task) return;
    // The ring leaves with its task: whoever works with keys goes on with the one beside it.
    const rings = [...(list.current?.querySelectorAll<HTMLElement>("[data-tick]") ?? [])];
    (rings[index + 1] ?? rings[index - 1])?.focus();
    void tick(task);
  }

  return (
    <WidgetFrame title={t("names.tasks")} badge={badgeOf(live.data)} system={system}>
      <WidgetBody
        live={live}
        system={system}
        isAdmin={isAdmin}
        empty={{ icon: Sun, title: t("tasks.emptyTitle"), text: t("tasks.empty") }}
      >
        {(rows) => (
          <>
            <ul ref={list} className="divide-y">
              {rows.slice(0, shown).map((task, index) => (
                <TaskLine
                  key={task.id}
                  task={task}
                  nowMs={nowMs}
                  timeZone={timeZone}
                  onTick={() => tickAt(index)}
                />
              ))}
            </ul>
            {rows.length > shown && (
              <p className="border-t px-4 py-2 text-xs text-ink-soft">
                {t("more", { count: rows.length - shown })}
              </p>
            )}
          </>
        )}
      </WidgetBody>
      {live.data && <TaskForm onAdd={add} />}
    </WidgetFrame>
  );
}
