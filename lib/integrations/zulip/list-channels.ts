import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { Channel } from "./dto.ts";
import { toChannel } from "./map.ts";
import { pageById } from "./page-by-id.ts";
import { channelList } from "./schema.ts";

/** Channels that the account may see, oldest first. https://zulip.com/api/get-streams */
export async function listChannels(
  client: Client,
  request: PageRequest<number>,
): Promise<Page<Channel, number>> {
  const { streams } = await client.json({ path: "/streams" }, channelList);
  return pageById(streams.map(toChannel), request);
}
