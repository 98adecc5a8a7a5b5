import { randomUUID } from "node:crypto";
import type { Client } from "../client.ts";
import { runCommand } from "./run-command.ts";

/**
 * Ticks a task off; one that comes again moves on to its next date. A command rather than `POST /tasks/{id}/close`,
 * because that one, sent again, would move it on twice.
 * @throws UpstreamError `not-found`
 */
export async function closeTask(client: Client, id: string): Promise<void> {
  await runCommand(client, { type: "item_close", uuid: randomUUID(), args: { id } });
}
