import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import { secretsOf, vendorWords } from "../redact.ts";
import { todoist } from "./connector.ts";
import { explainBody, type RefusalBody } from "./explain.ts";
import { syncAnswer } from "./schema.ts";

/** One change. The same `uuid` is carried out once, however often it is sent. */
export interface Command {
  type: string;
  uuid: string;
  /** What the thing to be made is called until it has an id. */
  temp_id?: string;
  args: Record<string, unknown>;
}

/**
 * Carries out one command, and says again what is not answered: Todoist remembers its uuid.
 * https://developer.todoist.com/api/v1/#tag/Sync
 * @returns the id of what was made, null where none is told: such as for a command without `temp_id`
 * @throws UpstreamError `not-found` or `invalid` where Todoist refuses the command itself
 */
export async function runCommand(client: Client, command: Command): Promise<string | null> {
  const { sync_status, temp_id_mapping } = await client.json(
    {
      method: "POST",
      path: "/sync",
      form: { commands: JSON.stringify([command]) },
      repeatable: true,
      operation: `/sync ${command.type}`,
    },
    syncAnswer,
  );
  const status = sync_status[command.uuid];
  if (status === undefined) throw untold(client);
  if (status !== "ok") throw refused(client, status);
  return temp_id_mapping?.[command.temp_id ?? ""] ?? null;
}

/** The whole request is answered 200 although its only command was refused. */
function refused(client: Client, body: RefusalBody): UpstreamError {
  const status = body.http_code ?? 400;
  const said = explainBody(body, status, client.now());
  const words = vendorWords(said?.message ?? "", secretsOf(todoist, client.config));
  return new UpstreamError({
    service: client.id,
    kind: said?.kind ?? "rejected",
    status,
    message: words || `${client.name} refused this.`,
    ...(said?.reason === undefined ? {} : { reason: said.reason }),
    ...(said?.retryAt === undefined ? {} : { retryAt: said.retryAt }),
  });
}

function untold(client: Client): UpstreamError {
  const message = `${client.name} answered differently than documented: "sync_status" does not name the command.`;
  return new UpstreamError({ service: client.id, kind: "malformed", reason: "shape", message });
}
