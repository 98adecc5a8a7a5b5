import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { Project } from "./dto.ts";
import { listPage, type TodoistPlace } from "./list-page.ts";
import { toProject } from "./map.ts";
import { rawProject } from "./schema.ts";

/** Projects that are not archived, the inbox among them. */
export function listProjects(
  client: Client,
  request: PageRequest<TodoistPlace>,
): Promise<Page<Project, TodoistPlace>> {
  return listPage(client, { path: "/projects", raw: rawProject }, request, toProject);
}
