import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { joinUnderBase } from "./account.ts";
import { type HttpAnswer, httpFailure } from "./http-failure.ts";
import type { Transport } from "./transport.ts";

/**
 * The OCS API of the app webhook_listeners. It belongs to admins and to those an admin has delegated its settings to.
 * https://docs.nextcloud.com/server/latest/admin_manual/webhook_listeners/
 */
const API = "/ocs/v2.php/apps/webhook_listeners/api/v1/webhooks";
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 4_000_000;

/** The calendar events that can be listened to, since Nextcloud 32. Its web page deletes by moving to the trash bin. */
export const CALENDAR_EVENTS = ["Created", "Updated", "Deleted", "Moved", "MovedToTrash", "Restored"].map(
  (name) => `OCP\\Calendar\\Events\\CalendarObject${name}Event`,
);

/** A webhook that Nextcloud keeps. What it proves itself with is left out. */
export interface RegisteredWebhook {
  id: number;
  uri: string;
  /** The event's class. */
  event: string;
}

const webhook = z.object({
  id: z.number().int(),
  uri: z.string(),
  event: z.string().transform((name) => name.replace(/^\\+/, "")),
});
const envelope = z.object({ ocs: z.object({ meta: z.looseObject({}), data: z.unknown() }) });

/** Every webhook there is, whoever made it. @throws UpstreamError as `registerWebhook` does */
export async function listWebhooks(transport: Transport): Promise<RegisteredWebhook[]> {
  const answer = await send(transport, "GET", "");
  return read(z.array(webhook), answer);
}

/**
 * Asks Nextcloud to POST an event's details as JSON to `uri`, with the headers given.
 * @throws UpstreamError `rejected` with the reason `webhooks-missing` (no such app), `webhooks-not-allowed` (the account may
 * not) or `webhooks-unsupported` (a server older than 32), and what the transport throws
 */
export async function registerWebhook(
  transport: Transport,
  input: { uri: string; event: string; authHeaders: Record<string, string> },
): Promise<RegisteredWebhook> {
  const { uri, event, authHeaders } = input;
  const body = {
    httpMethod: "POST",
    uri,
    event,
    eventFilter: {},
    userIdFilter: "",
    headers: {},
    authMethod: "header",
    authData: authHeaders,
  };
  return read(webhook, await send(transport, "POST", "", body));
}

/** Removing one that is gone already is done. @throws UpstreamError as `registerWebhook` does */
export async function removeWebhook(transport: Transport, id: number): Promise<void> {
  await send(transport, "DELETE", `/${id}`);
}

async function send(
  transport: Transport,
  method: "GET" | "POST" | "DELETE",
  below: string,
  body?: object,
): Promise<HttpAnswer> {
  const answer = await transport.request({
    method,
    href: joinUnderBase(transport.account.baseUrl, `${API}${below}`),
    headers: {
      "OCS-APIRequest": "true",
      Accept: "application/json",
      ...(body ? { "Content-Type": "application/json" } : {}),
    },
    body: body && JSON.stringify(body),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
  if (answer.status >= 400) throw refusal(transport, answer);
  return answer;
}

function refusal(transport: Transport, answer: HttpAnswer): UpstreamError {
  const { status } = answer;
  const refused = (reason: string, message: string) =>
    new UpstreamError({ service: "nextcloud", kind: "rejected", retryable: false, status, reason, message });
  const user = transport.account.username;
  if (status === 404)
    return refused(
      "webhooks-missing",
      "Nextcloud's app webhook_listeners is not there. It comes with Nextcloud 30 and newer; enable it on the server with: occ app:enable webhook_listeners",
    );
  if (status === 403)
    return refused(
      "webhooks-not-allowed",
      `The account ${user} may not register webhooks. Let an admin delegate them to a group of its own on the server: occ group:add parlour; occ group:adduser parlour ${user}; occ admin-delegation:add 'OCA\\WebhookListeners\\Settings\\Admin' parlour`,
    );
  if (status === 400 && /compatible with webhooks/i.test(answer.text))
    return refused(
      "webhooks-unsupported",
      "This Nextcloud has no webhooks for calendar events yet; they came with Nextcloud 32. Parlour goes on looking by itself.",
    );
  return httpFailure(new URL(transport.origin).host, answer);
}

function read<Value>(schema: z.ZodType<Value>, answer: HttpAnswer): Value {
  const parsed = schema.safeParse(dataOf(answer.text));
  if (parsed.success) return parsed.data;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    message: "The server's answer about webhooks could not be understood.",
    cause: parsed.error,
  });
}

function dataOf(text: string): unknown {
  try {
    return envelope.safeParse(JSON.parse(text)).data?.ocs.data;
  } catch {
    return undefined;
  }
}
