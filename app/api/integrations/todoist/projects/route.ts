import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listProjects } from "#lib/integrations/todoist/list-projects.ts";

export const GET = route(endpoints.listTodoistProjects, async ({ ctx, query }) => {
  const { cursor = null, limit } = query;
  const { items, next } = await askConnector(ctx, "todoist", (client) =>
    listProjects(client, { limit, from: cursor }),
  );
  return { projects: items, nextCursor: cursorAfter("todoist.projects", next) };
});
