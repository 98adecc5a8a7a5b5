import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { Task } from "./dto.ts";
import { listPage, type TodoistPlace } from "./list-page.ts";
import { toTask } from "./map.ts";
import { rawTask } from "./schema.ts";

export interface TaskFilters {
  projectId?: string;
  /** As people write it in Todoist, such as `today | overdue`; not together with a project. */
  filter?: string;
}

/** Tasks that are not done. @throws UpstreamError `invalid` for a filter Todoist does not understand */
export async function listTasks(
  client: Client,
  request: PageRequest<TodoistPlace> & TaskFilters,
): Promise<Page<Task, TodoistPlace>> {
  const { projectId, filter } = request;
  if (projectId !== undefined && filter !== undefined)
    throw new UpstreamError({
      service: client.id,
      kind: "rejected",
      reason: "invalid",
      message: "Todoist lists the tasks of a project or those of a filter, not both at once.",
    });
  const list =
    filter === undefined
      ? { path: "/tasks", query: { project_id: projectId }, raw: rawTask }
      : { path: "/tasks/filter", query: { query: filter }, raw: rawTask };
  return listPage(client, list, request, toTask);
}
