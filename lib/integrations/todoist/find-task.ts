import type { Client } from "../client.ts";
import type { Task } from "./dto.ts";
import { toTask } from "./map.ts";
import { rawTask } from "./schema.ts";

/** @throws UpstreamError `not-found` */
export async function findTask(client: Client, id: string): Promise<Task> {
  const path = `/tasks/${encodeURIComponent(id)}`;
  return toTask(await client.json({ path, operation: "/tasks/{id}" }, rawTask));
}
