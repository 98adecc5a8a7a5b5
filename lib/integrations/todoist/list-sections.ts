import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { Section } from "./dto.ts";
import { listPage, type TodoistPlace } from "./list-page.ts";
import { toSection } from "./map.ts";
import { rawSection } from "./schema.ts";

/** Sections of one project, or of all. */
export function listSections(
  client: Client,
  request: PageRequest<TodoistPlace> & { projectId?: string },
): Promise<Page<Section, TodoistPlace>> {
  const query = { project_id: request.projectId };
  return listPage(client, { path: "/sections", query, raw: rawSection }, request, toSection);
}
