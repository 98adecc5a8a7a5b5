import { addDays, dayOf } from "#lib/core/time-zone.ts";
import type { TaskRow } from "./task-row.ts";
import { refuse } from "./todoist-refusal.ts";
import type { TodoistState } from "./todoist-seed.ts";

type Test = (task: TaskRow) => boolean;

/**
 * Active tasks of a filter as people write it: `(…)` aside, what Todoist's help names most, joined by `|`, `&` and `!`.
 * @throws TodoistRefusal 400 for what is none
 */
export function filterTasks(state: TodoistState, query: string, now: number): TaskRow[] {
  const either = query.split("|").map((part) => part.split("&").map((one) => testOf(state, one.trim(), now)));
  return state.tasks.filter(
    (task) => !task.checked && !task.is_deleted && either.some((all) => all.every((test) => test(task))),
  );
}

function testOf(state: TodoistState, text: string, now: number): Test {
  if (text.startsWith("!")) {
    const test = testOf(state, text.slice(1).trim(), now);
    return (task) => !test(task);
  }
  const words = text.toLowerCase();
  const today = dayOf(now, state.zone);
  const dated: Record<string, (day: string) => boolean> = {
    today: (day) => day === today,
    tomorrow: (day) => day === addDays(today, 1),
    overdue: (day) => day < today,
    "7 days": (day) => day >= today && day < addDays(today, 7),
  };
  const fits = dated[words];
  if (fits) return ({ due }) => due !== null && fits(due.date.slice(0, 10));
  if (words === "all" || words === "view all") return () => true;
  if (words === "no date" || words === "no due date") return ({ due }) => due === null;
  if (/^p[1-4]$/.test(words)) return ({ priority }) => priority === 5 - Number(words.slice(1));
  if (/^@\w+$/.test(words)) return ({ labels }) => labels.includes(words.slice(1));
  if (words.startsWith("search:"))
    return ({ content }) => content.toLowerCase().includes(words.slice(7).trim());
  if (/^#\S/.test(words)) {
    const project = state.projects.find(({ name }) => name.toLowerCase() === words.slice(1));
    return ({ project_id }) => project_id === project?.id;
  }
  throw refuse(400, "INVALID_SEARCH_QUERY", 52, "The search query is incorrect", { argument: "query" });
}
