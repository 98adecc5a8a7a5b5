import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { ZulipUser } from "./dto.ts";
import { toUser } from "./map.ts";
import { pageById } from "./page-by-id.ts";
import { userList } from "./schema.ts";

/** Everybody of the organisation, bots and deactivated accounts too, oldest first. https://zulip.com/api/get-users */
export async function listUsers(
  client: Client,
  request: PageRequest<number>,
): Promise<Page<ZulipUser, number>> {
  const { members } = await client.json({ path: "/users", maxBytes: 32_000_000 }, userList);
  return pageById(members.map(toUser), request);
}
