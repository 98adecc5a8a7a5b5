import type { FollowUpConnector } from "#db/queries/queue-follow-ups.ts";
import { DAY } from "#lib/core/clock.ts";
import type { Client } from "#lib/integrations/client.ts";
import { listConversations } from "#lib/integrations/freescout/list-conversations.ts";
import { listMessages } from "#lib/integrations/zulip/list-messages.ts";
import { ownUser } from "#lib/integrations/zulip/schema.ts";
import type { Made, Sending } from "./make-follow-up.ts";
import { runMark } from "./run-mark.ts";

/** Their clocks and ours need not agree; a mark is there once, however far one looks. */
const SKEW_MS = DAY;
/** Nothing that is looked for lies deeper. */
const PAGES = 10;

/**
 * What an attempt made whose answer never came: told by the run's mark, whatever the words around it were then.
 * Null where it is not there, and for Todoist, which is not asked: it makes nothing twice under one key.
 * @throws UpstreamError where it cannot be looked for
 */
export async function findMade(
  client: Client,
  connector: FollowUpConnector,
  sending: Omit<Sending, "text">,
): Promise<Made | null> {
  if (connector === "zulip") return findMessage(client, sending);
  return connector === "freescout" ? findConversation(client, sending) : null;
}

async function findMessage(client: Client, { run, target }: Omit<Sending, "text">): Promise<Made | null> {
  const { channel = "", topic = "" } = target;
  const { user_id: senderId } = await client.json({ path: "/users/me" }, ownUser);
  return found(run, async (from: number | null) => {
    const page = await listMessages(client, { from, limit: 100, channel, topic, senderId });
    return {
      ...page,
      items: page.items.map(({ id, url, at, content }) => ({ id, url, at, line: firstLine(content) })),
    };
  });
}

type ConversationPlace = Parameters<typeof listConversations>[1]["from"];

/** Not by the customer, whom FreeScout may keep under another of their addresses. */
async function findConversation(client: Client, { run }: Omit<Sending, "text">): Promise<Made | null> {
  const filter = { subject: runMark(run), createdSinceMs: run.createdAt - SKEW_MS };
  return found(run, async (from: ConversationPlace) => {
    const page = await listConversations(client, { from, limit: 50, ...filter });
    return {
      ...page,
      items: page.items.map(({ id, url, createdAt, subject }) => ({ id, url, at: createdAt, line: subject })),
    };
  });
}

interface Candidate {
  id: number;
  url: string;
  /** ISO 8601. */
  at: string;
  line: string;
}

/** Newest first, until something is older than the run. */
async function found<Place>(
  run: Sending["run"],
  fetchPage: (from: Place | null) => Promise<{ items: Candidate[]; next: Place | null }>,
): Promise<Made | null> {
  const mark = runMark(run);
  let from: Place | null = null;
  for (let pages = 0; pages < PAGES; pages++) {
    const { items, next }: { items: Candidate[]; next: Place | null } = await fetchPage(from);
    for (const { id, url, at, line } of items) {
      if (Date.parse(at) < run.createdAt - SKEW_MS) return null;
      if (line.trim().endsWith(mark)) return { id: String(id), url };
    }
    if (next === null) return null;
    from = next;
  }
  return null;
}

function firstLine(content: string): string {
  return content.split("\n")[0] ?? "";
}
