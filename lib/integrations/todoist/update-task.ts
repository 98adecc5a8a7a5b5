import type { Client } from "../client.ts";
import { asInvalid } from "./as-invalid.ts";
import { closeTask } from "./close-task.ts";
import type { Task } from "./dto.ts";
import { findTask } from "./find-task.ts";
import { toTask } from "./map.ts";
import { reopenTask } from "./reopen-task.ts";
import { rawTask } from "./schema.ts";
import { dueInstant, type TaskDueInput } from "./task-due.ts";

export interface TaskChange extends TaskDueInput {
  id: string;
  content?: string;
  description?: string;
  labels?: string[];
  priority?: 1 | 2 | 3 | 4;
  /** Moves it. */
  projectId?: string;
  /** True ticks it off, false takes that back. */
  checked?: boolean;
}

/**
 * Changes what is given and leaves the rest. Todoist has one operation each for fields, place and ticking off; where one
 * of them fails, those before it stay.
 * @returns the task as it is afterwards
 * @throws UpstreamError `not-found`; `invalid`, also for a project that is not there
 */
export async function updateTask(client: Client, change: TaskChange): Promise<Task> {
  const { id, projectId } = change;
  if (change.checked === false) await reopenTask(client, id);
  const moved = projectId === undefined ? null : await moveTo(client, id, projectId);
  const task = (await changeFields(client, change)) ?? moved ?? (await findTask(client, id));
  return change.checked ? tickOff(client, task) : task;
}

/** Moved to the project that it is in already, a task would fall out of its section. */
async function moveTo(client: Client, id: string, projectId: string): Promise<Task> {
  const task = await findTask(client, id);
  if (task.projectId === projectId) return task;
  return post(client, id, "/move", { project_id: projectId }).catch(asInvalid);
}

async function changeFields(client: Client, change: TaskChange): Promise<Task | null> {
  const { id, content, description, labels, priority } = change;
  const fields = { content, description, labels, priority, ...dueOf(change) };
  const given = Object.values(fields).some((value) => value !== undefined);
  return given ? post(client, id, "", fields) : null;
}

function dueOf({ dueDate, dueAtMs, dueString }: TaskDueInput): Record<string, string> {
  if (dueString !== undefined) return { due_string: dueString };
  if (dueAtMs !== undefined) return { due_datetime: dueInstant(dueAtMs) };
  if (dueDate === null) return { due_string: "no date" };
  return dueDate === undefined ? {} : { due_date: dueDate };
}

/** Sending the same values twice changes nothing more. */
async function post(client: Client, id: string, below: string, json: object): Promise<Task> {
  const path = `/tasks/${encodeURIComponent(id)}${below}`;
  const operation = `/tasks/{id}${below}`;
  return toTask(await client.json({ method: "POST", path, json, repeatable: true, operation }, rawTask));
}

/** What comes again has a new date, which only Todoist knows. */
async function tickOff(client: Client, task: Task): Promise<Task> {
  await closeTask(client, task.id);
  return task.due?.isRecurring ? findTask(client, task.id) : { ...task, checked: true };
}
