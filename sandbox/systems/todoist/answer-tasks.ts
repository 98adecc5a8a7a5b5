import type { TodoistAnswer, TodoistCall } from "./create-todoist.ts";
import { filterTasks } from "./filter-tasks.ts";
import { close, place, projectOf, reopen, sectionOf, setFields, type TaskRow } from "./task-row.ts";
import { pageOfRows } from "./todoist-page.ts";
import { invalid, refuse } from "./todoist-refusal.ts";
import { idOf, newTask } from "./todoist-seed.ts";

const CHANGEABLE = ["content", "description", "labels", "priority", "due_date", "due_datetime", "due_string"];
const GIVEN = [...CHANGEABLE, "project_id", "section_id"];

const orderOf = ({ child_order }: TaskRow) => child_order;

/** `/tasks` and below. A task that is done is still found by its id; one that is deleted is not. */
export function answerTasks(call: TodoistCall): TodoistAnswer {
  const { state, method, path, query, now } = call;
  const [, id, verb, ...rest] = path;
  if (rest.length > 0) throw refuse(404, "NOT_FOUND", 478, "Not Found");
  if (id === undefined) return method === "POST" ? add(call) : list(call);
  if (id === "filter" && method === "GET") {
    const found = filterTasks(state, query.get("query") ?? "", now);
    return { body: pageOfRows(found, orderOf, query, ["query", "lang"]) };
  }
  const task = findTask(call, id);
  if (verb === undefined) return one(call, task);
  if (method !== "POST") throw notAllowed();
  if (verb === "close") close(task, now);
  else if (verb === "reopen") reopen(task, now);
  else if (verb === "move") return move(call, task);
  else throw refuse(404, "NOT_FOUND", 478, "Not Found");
  return {};
}

function list({ state, method, query }: TodoistCall): TodoistAnswer {
  if (method !== "GET") throw notAllowed();
  const filters = ["project_id", "section_id"] as const;
  const fits = (task: TaskRow) =>
    filters.every((name) => query.get(name) === null || task[name] === query.get(name));
  const active = state.tasks.filter((task) => !task.checked && !task.is_deleted && fits(task));
  return { body: pageOfRows(active, orderOf, query, filters) };
}

/** Twice the same is two tasks: `X-Request-Id` only goes to a log. */
function add({ state, fields, now }: TodoistCall): TodoistAnswer {
  const task = newTask(state, idOf(`made ${state.tasks.length} ${now}`), now);
  if (fields.content === undefined)
    throw refuse(400, "ARGUMENT_MISSING", 19, "Required argument is missing", { argument: "content" });
  setFields(task, fields, GIVEN, state, now);
  state.tasks.push(task);
  return { body: task };
}

function one({ state, method, fields, now }: TodoistCall, task: TaskRow): TodoistAnswer {
  if (method === "GET") return { body: task };
  if (method === "DELETE") {
    task.is_deleted = true;
    return {};
  }
  if (method !== "POST") throw notAllowed();
  setFields(task, fields, CHANGEABLE, state, now);
  return { body: task };
}

function move({ state, fields }: TodoistCall, task: TaskRow): TodoistAnswer {
  const names = Object.keys(fields);
  if (names.length !== 1) throw invalid("project_id", "exactly one of project_id, section_id and parent_id");
  if (names[0] === "project_id") place(task, projectOf(state, fields.project_id), null);
  else if (names[0] === "section_id") place(task, ...sectionOf(state, fields.section_id));
  else throw invalid(names[0] ?? "", "project_id or section_id");
  return { body: task };
}

/** @throws TodoistRefusal 400 for what is no id of today's, 404 for one that is not known */
export function findTask({ state }: Pick<TodoistCall, "state">, id: unknown): TaskRow {
  if (typeof id !== "string" || /^\d+$/.test(id))
    throw refuse(400, "V1_ID_CANNOT_BE_USED", 43, "V1 IDs cannot be used with this endpoint");
  if (!/^[0-9A-Za-z]{16}$/.test(id)) throw invalid("task_id", "an id");
  const task = state.tasks.find((one) => one.id === id && !one.is_deleted);
  if (!task) throw refuse(404, "NOT_FOUND", 478, "Task not found");
  return task;
}

function notAllowed() {
  return refuse(405, "METHOD_NOT_ALLOWED", 0, "Method Not Allowed");
}
