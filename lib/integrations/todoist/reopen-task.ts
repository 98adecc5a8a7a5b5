import { randomUUID } from "node:crypto";
import type { Client } from "../client.ts";
import { runCommand } from "./run-command.ts";

/** @throws UpstreamError `not-found` */
export async function reopenTask(client: Client, id: string): Promise<void> {
  await runCommand(client, { type: "item_uncomplete", uuid: randomUUID(), args: { id } });
}
