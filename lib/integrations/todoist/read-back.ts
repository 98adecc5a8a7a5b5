import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import type { MadeTask, Task } from "./dto.ts";
import { findTask } from "./find-task.ts";
import { taskUrl } from "./task-url.ts";

/** A task that was just made, as it is; only what is known of it where Todoist does not answer: made it is all the same. */
export async function readBack(client: Client, id: string, content: string): Promise<Task | MadeTask> {
  try {
    return await findTask(client, id);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { id, content, url: taskUrl(id) };
  }
}
