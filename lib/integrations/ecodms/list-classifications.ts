import type { Client } from "../client.ts";
import type { Classifications } from "./dto.ts";
import { rawAttributes, rawNamed } from "./schema.ts";
import { withSession } from "./session.ts";

/** Types, statuses and attributes that documents are classified by. @throws UpstreamError */
export function listClassifications(client: Client): Promise<Classifications> {
  return withSession(client, async (inSession) => {
    const [types, statuses, attributes] = await Promise.all([
      inSession.json({ path: "/types" }, rawNamed),
      inSession.json({ path: "/status" }, rawNamed),
      inSession.json({ path: "/classifyAttributes" }, rawAttributes),
    ]);
    return {
      types,
      statuses,
      attributes: Object.entries(attributes).map(([id, name]) => ({ id, name })),
    };
  });
}
