import type { Client } from "../client.ts";
import type { Order } from "./dto.ts";
import { toOrder } from "./map.ts";
import { rawOrder } from "./schema.ts";

/** @throws UpstreamError `not-found` */
export async function findOrder(client: Client, id: number): Promise<Order> {
  const path = `/orders/${encodeURIComponent(String(id))}`;
  const query = { "with[]": "addresses" };
  return toOrder(await client.json({ path, query, operation: "/orders/{id}" }, rawOrder));
}
