import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { FollowUpRun } from "#db/queries/follow-ups.ts";
import type { FollowUpConnector } from "#db/queries/queue-follow-ups.ts";
import type { Client } from "#lib/integrations/client.ts";
import { createConversation } from "#lib/integrations/freescout/create-conversation.ts";
import { createTask } from "#lib/integrations/todoist/create-task.ts";
import { encodeHash } from "#lib/integrations/zulip/message-url.ts";
import { realmUrl } from "#lib/integrations/zulip/realm-url.ts";
import { sendMessage } from "#lib/integrations/zulip/send-message.ts";
import type { RenderedText } from "./render-template.ts";
import { markedHead } from "./run-mark.ts";

/** What was made, as its system names it, and where people see it. */
export interface Made {
  id: string;
  url: string;
}

/** Everything a system needs to make a follow-up, or to find the one it made. */
export interface Sending {
  run: Pick<FollowUpRun, "id" | "appointmentId" | "createdAt">;
  target: Record<string, string>;
  text: RenderedText;
  customer: Pick<AppointmentWithNames, "clientName" | "clientEmail">;
  /** Tells keys of one run apart, where an earlier one was refused: Todoist would refuse it for ever. */
  key?: string;
}

/**
 * Makes a task, a conversation or a message. What can be made twice carries the run's mark at the end of its first
 * line. @throws UpstreamError
 */
export async function make(client: Client, connector: FollowUpConnector, sending: Sending): Promise<Made> {
  switch (connector) {
    case "todoist":
      return makeTask(client, sending);
    case "freescout":
      return makeConversation(client, sending);
    case "zulip":
      return makeMessage(client, sending);
  }
}

async function makeTask(client: Client, { run, target, text, key = "0" }: Sending): Promise<Made> {
  const { projectId } = target;
  const { id } = await createTask(client, {
    content: text.head,
    description: text.body,
    ...(projectId ? { projectId } : {}),
    key: `parlour follow-up ${run.id} ${key}`,
  });
  return { id, url: `https://app.todoist.com/app/task/${encodeURIComponent(id)}` };
}

async function makeConversation(client: Client, { run, target, text, customer }: Sending): Promise<Made> {
  const [firstName, ...rest] = customer.clientName.trim().split(/\s+/);
  const { id, url } = await createConversation(client, {
    mailboxId: Number(target.mailboxId),
    subject: markedHead(text.head, "freescout", run),
    customer: { email: customer.clientEmail, firstName, lastName: rest.join(" ") || undefined },
    text: text.body || text.head,
    // The customer hears of it from us: no auto reply to words they never wrote.
    imported: true,
  });
  return { id: String(id), url };
}

async function makeMessage(client: Client, { run, target, text }: Sending): Promise<Made> {
  const { channel = "", topic = "" } = target;
  const content = [markedHead(text.head, "zulip", run), text.body].filter(Boolean).join("\n");
  const { id } = await sendMessage(client, { channel, topic, content });
  return { id: String(id), url: messageUrl(client, { channel, topic, id }) };
}

/** A channel is told by its id alone; under a name the message is found all the same. */
function messageUrl(client: Client, message: { channel: string; topic: string; id: number }): string {
  const realm = realmUrl(client.config.ZULIP_BASE_URL);
  const narrow = /^\d+$/.test(message.channel)
    ? `channel/${message.channel}/topic/${encodeHash(message.topic)}/near/${message.id}`
    : `near/${message.id}`;
  return `${realm}/#narrow/${narrow}`;
}
