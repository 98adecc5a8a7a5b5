import { z } from "zod";
import { findTask } from "./answer-tasks.ts";
import type { TodoistAnswer, TodoistCall } from "./create-todoist.ts";
import { close, reopen, setFields } from "./task-row.ts";
import { invalid, refuse, TodoistRefusal } from "./todoist-refusal.ts";
import { idOf, newTask, type TodoistState } from "./todoist-seed.ts";

const command = z.object({
  type: z.string(),
  uuid: z.string().min(1),
  temp_id: z.string().optional(),
  args: z.record(z.string(), z.unknown()),
});
const commands = z.array(command).min(1).max(100);

type Command = z.infer<typeof command>;

const ARGS = ["content", "description", "labels", "priority", "project_id", "section_id", "due"];
const MOST_REMEMBERED = 10_000;

/**
 * `POST /sync` as far as it changes tasks. The request is answered 200 whatever becomes of its commands; a uuid that was
 * seen is answered as it was the first time, and nothing is done again.
 */
export function answerSync(call: TodoistCall): TodoistAnswer {
  const { state } = call;
  const sync_status: Record<string, unknown> = {};
  const temp_id_mapping: Record<string, string> = {};
  for (const one of commandsOf(call.fields.commands)) {
    const known = state.commands.get(one.uuid) ?? carryOut(call, one);
    remember(call, one.uuid, known);
    sync_status[one.uuid] = known.status;
    if (known.tempId !== null && known.id !== null) temp_id_mapping[known.tempId] = known.id;
  }
  const sync_token = Buffer.from(String(call.now)).toString("base64url");
  return { body: { sync_status, temp_id_mapping, full_sync: false, sync_token } };
}

function commandsOf(value: unknown): Command[] {
  if (value === undefined)
    throw refuse(400, "ARGUMENT_MISSING", 19, "Required argument is missing", { argument: "sync_token" });
  const parsed = commands.safeParse(typeof value === "string" ? parse(value) : value);
  if (!parsed.success) throw invalid("commands", "a list of at most 100 commands");
  return parsed.data;
}

type Known = TodoistState["commands"] extends Map<string, infer One> ? One : never;

function carryOut(call: TodoistCall, one: Command): Known {
  const tempId = one.temp_id ?? null;
  try {
    return { status: "ok", tempId, id: act(call, one) };
  } catch (error) {
    if (!(error instanceof TodoistRefusal)) throw error;
    return { status: error.body, tempId: null, id: null };
  }
}

/** @returns the id of what was made */
function act(call: TodoistCall, { type, args, uuid, temp_id }: Command): string | null {
  const { state, now } = call;
  if (type === "item_add") {
    if (temp_id === undefined || args.content === undefined)
      throw refuse(400, "ARGUMENT_MISSING", 19, "Required argument is missing");
    const task = newTask(state, idOf(`command ${uuid}`), now);
    setFields(task, args, ARGS, state, now);
    state.tasks.push(task);
    return task.id;
  }
  if (!["item_close", "item_uncomplete", "item_delete"].includes(type))
    throw refuse(400, "INVALID_COMMAND", 11, "Invalid command");
  const task = findTask(call, args.id);
  if (type === "item_close") close(task, now);
  else if (type === "item_uncomplete") reopen(task, now);
  else task.is_deleted = true;
  return null;
}

function remember({ state }: TodoistCall, uuid: string, known: Known): void {
  const [oldest] = state.commands.keys();
  const isFull = state.commands.size >= MOST_REMEMBERED && !state.commands.has(uuid);
  if (isFull && oldest !== undefined) state.commands.delete(oldest);
  state.commands.set(uuid, known);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
