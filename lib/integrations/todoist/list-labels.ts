import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { Label } from "./dto.ts";
import { listPage, type TodoistPlace } from "./list-page.ts";
import { toLabel } from "./map.ts";
import { rawLabel } from "./schema.ts";

/** The account's own labels. */
export function listLabels(
  client: Client,
  request: PageRequest<TodoistPlace>,
): Promise<Page<Label, TodoistPlace>> {
  return listPage(client, { path: "/labels", raw: rawLabel }, request, toLabel);
}
