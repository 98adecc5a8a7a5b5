"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { newKey } from "#components/booking/new-key.ts";
import { ApiProblem, callApi, readProblem } from "#components/console/api.ts";
import { useToast } from "#components/ui/toast.tsx";
import { type Rows, readTasks, type TaskRow } from "./read-rows.ts";
import { type LiveWidget, useWidget } from "./use-widget.ts";

const TASKS = "/api/integrations/todoist/tasks";

export interface LiveTasks {
  live: LiveWidget<Rows<TaskRow>>;
  tick: (task: TaskRow) => Promise<void>;
  /** @throws ApiProblem when it was not taken */
  add: (content: string) => Promise<void>;
}

/** The open tasks, soonest first; ticked off at once, and taken back while the toast stands. */
export function useTasks(): LiveTasks {
  const t = useTranslations("widgets.tasks");
  const common = useTranslations("common");
  const toast = useToast();
  const attempt = useRef<{ content: string; key: string } | null>(null);
  const live = useWidget(`${TASKS}?limit=50`, readOpenTasks);

  async function check(task: TaskRow, checked: boolean): Promise<void> {
    const after = (before: Rows<TaskRow> | undefined) => before && withTask(before, task, checked);
    await live.mutate(
      async (before) => {
        await callApi("PUT", `${TASKS}/${encodeURIComponent(task.id)}`, { checked });
        return after(before);
      },
      {
        optimisticData: (shown, committed) => after(shown ?? committed) ?? { rows: [], more: false },
        rollbackOnError: true,
      },
    );
  }

  async function untick(task: TaskRow): Promise<void> {
    try {
      await check(task, false);
    } catch {
      toast({ tone: "bad", text: t("notBack", { task: task.content }) });
    }
  }

  return {
    live,
    tick: async (task) => {
      try {
        await check(task, true);
      } catch {
        toast({ tone: "bad", text: t("notTicked", { task: task.content }) });
        return;
      }
      // What comes back has moved to its next date already: Todoist has no way back from there.
      if (task.due?.isRecurring) toast({ text: t("again", { task: task.content }) });
      else
        toast({
          text: t("ticked", { task: task.content }),
          action: { label: common("undo"), onSelect: () => void untick(task) },
        });
    },
    add: async (content) => {
      // Sent again after an answer that was lost, it is still one task.
      if (attempt.current?.content !== content) attempt.current = { content, key: newKey() };
      await post(TASKS, { content }, attempt.current.key);
      attempt.current = null;
      toast({ text: t("added", { task: content }) });
      await live.mutate().catch(() => undefined);
    },
  };
}

async function post(path: string, body: object, key: string): Promise<void> {
  const headers = { "content-type": "application/json", "idempotency-key": key };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }).catch(
    () => null,
  );
  if (response === null) throw new ApiProblem({ code: "offline", status: 0, detail: "" });
  if (!response.ok) throw await readProblem(response);
}

function readOpenTasks(answer: unknown): Rows<TaskRow> {
  const { rows, more } = readTasks(answer);
  return { rows: rows.filter(({ checked }) => !checked).sort(bySoonest), more };
}

function withTask(before: Rows<TaskRow>, task: TaskRow, checked: boolean): Rows<TaskRow> {
  const others = before.rows.filter(({ id }) => id !== task.id);
  return { ...before, rows: checked ? others : [...others, task].sort(bySoonest) };
}

/** By due date, what has none last; then what is urgent. Otherwise as Todoist has them. */
export function bySoonest(one: TaskRow, other: TaskRow): number {
  const day = (task: TaskRow) => task.due?.date ?? "9999";
  return day(one).localeCompare(day(other)) || Number(other.urgent) - Number(one.urgent);
}
