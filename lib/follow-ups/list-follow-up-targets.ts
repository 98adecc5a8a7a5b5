import type { FollowUpConnector } from "#db/queries/queue-follow-ups.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import type { Client } from "#lib/integrations/client.ts";
import { listMailboxes } from "#lib/integrations/freescout/list-mailboxes.ts";
import { type Page, walkPages } from "#lib/integrations/pages.ts";
import type { TodoistPlace } from "#lib/integrations/todoist/list-page.ts";
import { listProjects } from "#lib/integrations/todoist/list-projects.ts";
import { listChannels } from "#lib/integrations/zulip/list-channels.ts";

/** Where a follow-up can go: a project, a mailbox or a channel. */
export interface FollowUpPlace {
  id: string;
  name: string;
}

export interface FollowUpPlaces {
  targets: FollowUpPlace[];
  /** Whether its system has more than are listed. */
  more: boolean;
}

/** More are more than anybody looks through. */
const MOST = 500;

/**
 * The first 500 projects, mailboxes or channels of a system, as it has them now.
 * @throws AppError unless an admin asks, `…_not_configured`; UpstreamError where it does not answer
 */
export async function listFollowUpTargets(ctx: Ctx, connector: FollowUpConnector): Promise<FollowUpPlaces> {
  requireAdmin(ctx.actor);
  return askConnector(ctx, connector, (client) => placesOf(client, connector));
}

function placesOf(client: Client, connector: FollowUpConnector): Promise<FollowUpPlaces> {
  const limit = 100;
  switch (connector) {
    case "todoist":
      return all(connector, (from: TodoistPlace | null) => listProjects(client, { from, limit }));
    case "freescout":
      return all(connector, (from: number | null) => listMailboxes(client, { from, limit }));
    case "zulip":
      return all(connector, (from: number | null) => listChannels(client, { from, limit }));
  }
}

async function all<Place>(
  service: FollowUpConnector,
  page: (from: Place | null) => Promise<Page<{ id: string | number; name: string }, Place>>,
): Promise<FollowUpPlaces> {
  const targets: FollowUpPlace[] = [];
  for await (const items of walkPages(page, service)) {
    for (const { id, name } of items) targets.push({ id: String(id), name });
    if (targets.length > MOST) break;
  }
  return { targets: targets.slice(0, MOST), more: targets.length > MOST };
}
