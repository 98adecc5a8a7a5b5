import { addDays, dayOf, weekdayOf } from "#lib/core/time-zone.ts";
import { invalid, refuse } from "./todoist-refusal.ts";
import type { TodoistState } from "./todoist-seed.ts";

export interface DueRow {
  date: string;
  timezone: string | null;
  string: string;
  lang: string;
  is_recurring: boolean;
}

/** A task as it is answered. */
export interface TaskRow {
  id: string;
  user_id: string;
  project_id: string;
  section_id: string | null;
  parent_id: null;
  content: string;
  description: string;
  labels: string[];
  priority: number;
  due: DueRow | null;
  checked: boolean;
  is_deleted: boolean;
  added_at: string;
  completed_at: string | null;
  updated_at: string;
  child_order: number;
}

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Sets what is given, by the names of `POST /tasks` and of `item_add` alike. @throws TodoistRefusal 400, 404 */
export function setFields(
  task: TaskRow,
  fields: Record<string, unknown>,
  allowed: readonly string[],
  state: TodoistState,
  now: number,
): void {
  for (const [name, value] of Object.entries(fields)) {
    if (!allowed.includes(name)) throw invalid(name, "no such argument");
    if (value !== null && value !== undefined) setField(task, name, value, state, now);
  }
  task.updated_at = stamp(now);
}

function setField(task: TaskRow, name: string, value: unknown, state: TodoistState, now: number): void {
  if (name === "content") task.content = textOf(name, value, 1, 500);
  else if (name === "description") task.description = textOf(name, value, 0, 16_383);
  else if (name === "labels") task.labels = labelsOf(value);
  else if (name === "priority") task.priority = priorityOf(value);
  else if (name === "project_id") place(task, projectOf(state, value), null);
  else if (name === "section_id") place(task, ...sectionOf(state, value));
  else task.due = dueOf(name, value, state.zone, now);
}

export function place(task: TaskRow, projectId: string, sectionId: string | null): void {
  task.project_id = projectId;
  task.section_id = sectionId;
}

export function projectOf(state: TodoistState, value: unknown): string {
  const project = state.projects.find(({ id }) => id === value);
  if (!project) throw refuse(404, "PROJECT_NOT_FOUND", 478, "Project not found");
  return project.id;
}

export function sectionOf(state: TodoistState, value: unknown): [string, string] {
  const section = state.sections.find(({ id }) => id === value);
  if (!section) throw refuse(404, "SECTION_NOT_FOUND", 478, "Section not found");
  return [section.project_id, section.id];
}

function textOf(argument: string, value: unknown, least: number, most: number): string {
  if (typeof value !== "string" || value.trim().length < least || value.length > most)
    throw invalid(argument, `text of ${least} to ${most} characters`);
  return value;
}

function labelsOf(value: unknown): string[] {
  if (!Array.isArray(value)) throw invalid("labels", "a list");
  return value.map((one) => textOf("labels", one, 1, 60));
}

function priorityOf(value: unknown): number {
  if (value === 1 || value === 2 || value === 3 || value === 4) return value;
  throw invalid("priority", "1 to 4");
}

/** `due_date`, `due_datetime`, `due_string`, or the object `due` of a sync. */
function dueOf(name: string, value: unknown, zone: string, now: number): DueRow | null {
  if (name === "due" && typeof value === "object" && value !== null) {
    if ("string" in value) return readDue(textOf("due", value.string, 1, 150), zone, now);
    if ("date" in value) return dateOf(textOf("due", value.date, 1, 40));
  }
  if (name === "due_string") return readDue(textOf(name, value, 1, 150), zone, now);
  if (name === "due_date" || name === "due_datetime") return dateOf(textOf(name, value, 1, 40));
  throw invalid(name, "a due date");
}

function dateOf(date: string): DueRow {
  const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?$/.test(date) && !Number.isNaN(Date.parse(date));
  if (!isDate) throw refuse(400, "INVALID_DATE", 20, "Date is invalid");
  return { date, timezone: date.endsWith("Z") ? "UTC" : null, string: date, lang: "en", is_recurring: false };
}

/** What people write; a few of the many forms Todoist knows. */
function readDue(text: string, zone: string, now: number): DueRow | null {
  const words = text.trim().toLowerCase();
  const today = dayOf(now, zone);
  const due = (date: string, is_recurring = false): DueRow => ({
    date,
    timezone: null,
    string: text,
    lang: "en",
    is_recurring,
  });
  if (words === "no date" || words === "no due date") return null;
  if (words === "today") return due(today);
  if (words === "tomorrow") return due(addDays(today, 1));
  if (words === "every day") return due(today, true);
  const [, every, weekday = ""] = /^(every )?([a-z]+day)$/.exec(words) ?? [];
  const number = WEEKDAYS.indexOf(weekday) + 1;
  if (number > 0) return due(addDays(today, ((number - weekdayOf(today) + 6) % 7) + 1), every !== undefined);
  return dateOf(words.toUpperCase());
}

/** Ticks a task off, or moves one that comes again on to its next date. */
export function close(task: TaskRow, now: number): void {
  task.updated_at = stamp(now);
  if (task.due?.is_recurring) {
    const days = task.due.string.toLowerCase() === "every day" ? 1 : 7;
    task.due = { ...task.due, date: addDays(task.due.date, days) };
    return;
  }
  task.checked = true;
  task.completed_at = stamp(now);
}

export function reopen(task: TaskRow, now: number): void {
  task.updated_at = stamp(now);
  task.checked = false;
  task.completed_at = null;
}

/** Todoist writes microseconds. */
export function stamp(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "000Z");
}
