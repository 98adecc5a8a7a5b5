import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { readBody } from "#sandbox/dav/read-body.ts";
import { serviceAccount } from "#sandbox/users.ts";
import { sendOcsJson, sendOcsOk } from "./ocs-answer.ts";
import { calendarEventClasses } from "./webhook-events.ts";
import type { Webhooks } from "./webhooks.ts";

const root = "/ocs/v2.php/apps/webhook_listeners/api/v1/webhooks";

/** Who an admin has delegated the app's settings to; nobody here is an admin. */
const delegates = new Set([serviceAccount]);

const words = z.record(z.string(), z.string()).nullish();
const creation = z.object({
  httpMethod: z.string(),
  uri: z.url(),
  event: z.string(),
  eventFilter: z.record(z.string(), z.unknown()).or(z.array(z.unknown())).nullish(),
  userIdFilter: z.string().nullish(),
  headers: words,
  authMethod: z.enum(["none", "header"]).nullish(),
  authData: words,
});

function refuse(response: ServerResponse, status: number, message: string) {
  sendOcsJson(response, {
    status,
    meta: { status: "failure", statuscode: status, message },
    data: [],
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function create(
  request: IncomingMessage,
  response: ServerResponse,
  webhooks: Webhooks,
  userId: string,
) {
  const input = creation.safeParse(parsed((await readBody(request)).toString("utf8")));
  if (!input.success) return refuse(response, 400, "Bad request");
  const { data } = input;
  const event = data.event.replace(/^\\+/, "");
  if (!calendarEventClasses.includes(event))
    return refuse(response, 400, `${event} is not an event class compatible with webhooks`);
  const webhook = webhooks.add({
    userId,
    httpMethod: data.httpMethod,
    uri: data.uri,
    event,
    eventFilter: data.eventFilter ?? [],
    userIdFilter: data.userIdFilter ?? "",
    headers: data.headers ?? null,
    authMethod: data.authMethod ?? "none",
    authData: data.authData ?? null,
  });
  sendOcsOk(response, webhook);
}

/**
 * The OCS API of `webhook_listeners` (Nextcloud 32): list, register, remove. 403 unless the settings of the app are
 * delegated to the user. False: the request is not for it.
 */
export function answerWebhooks(
  request: IncomingMessage,
  response: ServerResponse,
  context: { path: string; query: URLSearchParams; user: string; webhooks: Webhooks },
): boolean {
  const { path, query, user, webhooks } = context;
  if (path !== root && !path.startsWith(`${root}/`)) return false;
  const id = Number(/^\/(\d{1,9})$/.exec(path.slice(root.length))?.[1]);
  if (!delegates.has(user))
    refuse(
      response,
      403,
      "Logged in account must be an admin, a sub admin or gotten special right to access this setting",
    );
  else if (request.method === "GET" && path === root)
    sendOcsOk(response, webhooks.list(query.get("uri") ?? undefined));
  else if (request.method === "POST" && path === root)
    create(request, response, webhooks, user).catch((error: unknown) => refuse(response, 500, String(error)));
  else if (request.method === "DELETE" && !Number.isNaN(id)) sendOcsOk(response, webhooks.remove(id));
  else return false;
  return true;
}
