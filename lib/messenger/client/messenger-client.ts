import { type AskOptions, createAsk } from "./ask.ts";
import { MessengerError } from "./messenger-error.ts";

/** What other applications tell people with. Depends on nothing but `fetch`; docs/messenger.md. */

export interface MessengerClientOptions {
  /** Where the messenger is, `https://studio.example.org`; MESSENGER_SERVICE_URL unless given. */
  url?: string;
  /** Sent as X-Service-Token; MESSENGER_SERVICE_TOKEN unless given. */
  token?: string;
  /** The application's own name, for messages that do not say theirs. */
  sourceApp?: string;
  /** For one try, milliseconds; 10,000 unless given. */
  timeoutMs?: number;
  /** How often a try that may have been in vain is repeated; 3 unless given. */
  retries?: number;
  /** In place of the global `fetch`. */
  fetch?: typeof fetch;
}

export interface Message {
  /** What happened, in the application's own words: `order.paid`. */
  eventType: string;
  /** One line of at most 300 characters. Markup stays text. */
  title: string;
  body?: string;
  sourceApp?: string;
  /** `urgent` mentions people and rings; `normal`, the default, does not. */
  priority?: "normal" | "urgent";
  /** Opened from the notification; http or https. */
  clickUrl?: string;
  tags?: string[];
  /** The same key within a day tells nobody twice. */
  dedupeKey?: string;
  /** Not told after this. */
  expiresAt?: Date | string;
  /** Names this very message: the same key is never told twice. One is made where none is given. */
  idempotencyKey?: string;
}

export interface Notification {
  id: string;
  source_app: string;
  event_type: string;
  title: string;
  body: string;
  priority: "normal" | "urgent";
  /** `queued` while the chat server has not taken it; it will be tried again. */
  status: "queued" | "sent" | "failed";
  matrix_room_id: string | null;
  matrix_event_id: string | null;
  created_at: string;
}

export interface MessengerClient {
  /** Tells everybody. @throws MessengerError */
  notify(message: Message): Promise<Notification>;
  /** Tells the room of one thing, made on first use: `{ type: "machine", id: 42 }`. @throws MessengerError */
  notifyEntity(entity: { type: string; id: string | number }, message: Message): Promise<Notification>;
  /** Tells one person, by their id in the hub. @throws MessengerError `invalid_input` where nobody knows them */
  notifyUser(hubUserId: string | number, message: Message): Promise<Notification>;
  /** How a notification stands now. @throws MessengerError */
  notification(id: string): Promise<Notification>;
}

/** @throws Error where address or token are neither given nor in the environment */
export function createMessengerClient(options: MessengerClientOptions = {}): MessengerClient {
  const request = createAsk(asked(options));
  const ask = async (...asking: Parameters<typeof request>): Promise<Notification> => {
    const answer = await request(...asking);
    if (isNotification(answer)) return answer;
    throw new MessengerError("The answer is no notification.", { status: 0, code: "unreadable" });
  };
  const send = ({ idempotencyKey, expiresAt, ...message }: Message, target: Record<string, unknown>) =>
    ask("POST", "/api/v1/notifications/send", {
      idempotencyKey: idempotencyKey ?? globalThis.crypto.randomUUID(),
      body: {
        source_app: message.sourceApp ?? options.sourceApp,
        event_type: message.eventType,
        title: message.title,
        body: message.body,
        priority: message.priority,
        click_url: message.clickUrl,
        tags: message.tags,
        dedupe_key: message.dedupeKey,
        expires_at: expiresAt instanceof Date ? expiresAt.toISOString() : expiresAt,
        ...target,
      },
    });
  return {
    notify: (message) => send(message, { target_type: "general" }),
    notifyEntity: ({ type, id }, message) =>
      send(message, { target_type: "entity_room", entity_type: type, entity_id: id }),
    notifyUser: (hubUserId, message) => send(message, { target_type: "dm", target_user: String(hubUserId) }),
    notification: (id) => ask("GET", `/api/v1/notifications/${encodeURIComponent(id)}`),
  };
}

function isNotification(value: unknown): value is Notification {
  return typeof value === "object" && value !== null && "id" in value && "status" in value;
}

function asked({
  url,
  token,
  timeoutMs = 10_000,
  retries = 3,
  fetch: send,
}: MessengerClientOptions): AskOptions {
  // Browsers have no process, and the types of Node are not needed for this one look.
  const { process }: { fetch: unknown; process?: { env?: Record<string, string | undefined> } } = globalThis;
  const environment = process?.env ?? {};
  const address = (url || environment.MESSENGER_SERVICE_URL || "").trim();
  const secret = (token || environment.MESSENGER_SERVICE_TOKEN || "").trim();
  if (!/^https?:\/\//i.test(address))
    throw new Error(
      "The messenger's address begins with http(s)://: give url, or set MESSENGER_SERVICE_URL.",
    );
  if (!secret) throw new Error("The service token is missing: give token, or set MESSENGER_SERVICE_TOKEN.");
  return { url: address.replace(/\/+$/, ""), token: secret, timeoutMs, retries, send: send ?? fetch };
}
