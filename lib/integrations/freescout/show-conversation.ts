import type { Client } from "../client.ts";
import { installationUrl } from "./addresses.ts";
import { askFreeScout } from "./ask-freescout.ts";
import type { ConversationWithThreads } from "./dto.ts";
import { withThreads } from "./map.ts";
import { rawConversation } from "./schema.ts";

/** @throws UpstreamError `not-found` */
export async function showConversation(client: Client, id: number): Promise<ConversationWithThreads> {
  const raw = await askFreeScout(
    client,
    { path: `/conversations/${id}`, query: { embed: "threads,tags" }, operation: "/conversations/{id}" },
    rawConversation,
  );
  return withThreads(raw, installationUrl(client.config.FREESCOUT_API_URL));
}
