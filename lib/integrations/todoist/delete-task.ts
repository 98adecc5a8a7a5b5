import { randomUUID } from "node:crypto";
import type { Client } from "../client.ts";
import { runCommand } from "./run-command.ts";

/**
 * For good, with what is below it. A command rather than `DELETE /tasks/{id}`, because that one, sent again, would not
 * find the task that it deleted.
 * @throws UpstreamError `not-found`
 */
export async function deleteTask(client: Client, id: string): Promise<void> {
  await runCommand(client, { type: "item_delete", uuid: randomUUID(), args: { id } });
}
