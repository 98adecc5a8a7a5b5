import { taskParams } from "#lib/http/endpoints/todoist-endpoints.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { deleteTask } from "#lib/integrations/todoist/delete-task.ts";
import { updateTask } from "#lib/integrations/todoist/update-task.ts";

export const PUT = route(endpoints.changeTodoistTask, async ({ ctx, params, body }) => {
  const { id } = parseInput(taskParams, params);
  const { dueDatetime: dueAtMs, ...change } = body;
  const task = await askConnector(ctx, "todoist", (client) => updateTask(client, { ...change, dueAtMs, id }));
  return { task };
});

export const DELETE = route(endpoints.deleteTodoistTask, async ({ ctx, params }) => {
  const { id } = parseInput(taskParams, params);
  await askConnector(ctx, "todoist", (client) => deleteTask(client, id));
  return new Response(null, { status: 204 });
});
