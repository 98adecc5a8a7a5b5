import { createHash, randomUUID } from "node:crypto";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import { sayIfUncertain } from "../uncertain-outcome.ts";
import { asInvalid } from "./as-invalid.ts";
import { runCommand } from "./run-command.ts";
import { dueInstant, type TaskDueInput } from "./task-due.ts";

export interface NewTask extends TaskDueInput {
  /** Markdown of one line, at most 500 characters. */
  content: string;
  description?: string;
  projectId?: string;
  sectionId?: string;
  labels?: string[];
  /** 4 is urgent. */
  priority?: 1 | 2 | 3 | 4;
  /** What is asked twice with the same key is made once. */
  key?: string;
}

/**
 * Makes a task exactly once: `POST /tasks` has no key (`X-Request-Id` only goes to a log), a command of `/sync` has one.
 * Without a key of the caller's, an error says where the task may be there all the same.
 * @throws UpstreamError `invalid` where Todoist refuses it, such as for a project that is not there; `id-unknown` for a
 *   task that was made, but of which Todoist did not say the id
 */
export async function createTask(client: Client, task: NewTask): Promise<{ id: string }> {
  const uuid = task.key === undefined ? randomUUID() : uuidOf(task.key);
  const command = { type: "item_add", uuid, temp_id: uuid, args: argsOf(task) };
  try {
    // There is no task yet that could be missing.
    const id = await runCommand(client, command).catch(asInvalid);
    if (id === null) throw idUnknown(client);
    return { id };
  } catch (error) {
    if (task.key !== undefined) throw error;
    throw sayIfUncertain(error, "The task may have been made all the same.");
  }
}

function idUnknown(client: Client): UpstreamError {
  const message = `${client.name} made it, but did not say under which id.`;
  return new UpstreamError({ service: client.id, kind: "rejected", reason: "id-unknown", message });
}

function argsOf(task: NewTask): Record<string, unknown> {
  return {
    content: task.content,
    description: task.description,
    project_id: task.projectId,
    section_id: task.sectionId,
    labels: task.labels,
    priority: task.priority,
    due: dueOf(task),
  };
}

function dueOf({ dueDate, dueAtMs, dueString }: TaskDueInput): Record<string, string> | undefined {
  if (dueString !== undefined) return { string: dueString };
  if (dueAtMs !== undefined) return { date: dueInstant(dueAtMs) };
  return dueDate ? { date: dueDate } : undefined;
}

/** A UUID stays as it is; of anything else one is made (RFC 9562, version 8). */
function uuidOf(key: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)) return key.toLowerCase();
  const hex = createHash("sha256").update(key).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
