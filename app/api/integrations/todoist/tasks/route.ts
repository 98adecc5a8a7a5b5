import { endpoints } from "#lib/http/endpoints.ts";
import { idempotencyKey } from "#lib/http/idempotency-key.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { createTask } from "#lib/integrations/todoist/create-task.ts";
import { listTasks } from "#lib/integrations/todoist/list-tasks.ts";
import { readBack } from "#lib/integrations/todoist/read-back.ts";

export const GET = route(endpoints.listTodoistTasks, async ({ ctx, query }) => {
  const { cursor = null, ...filters } = query;
  const { items, next } = await askConnector(ctx, "todoist", (client) =>
    listTasks(client, { ...filters, from: cursor }),
  );
  return { tasks: items, nextCursor: cursorAfter("todoist.tasks", next) };
});

export const POST = route(endpoints.addTodoistTask, async ({ ctx, request, body }) => {
  const { dueDatetime: dueAtMs, ...task } = body;
  const given = idempotencyKey(request);
  // A key is its user's own, and says that the same is asked for again.
  const key = given && JSON.stringify(["api", ctx.actor, given, body]);
  const made = await askConnector(ctx, "todoist", async (client) => {
    const { id } = await createTask(client, { ...task, dueAtMs, key });
    return readBack(client, id, task.content);
  });
  return { task: made };
});
