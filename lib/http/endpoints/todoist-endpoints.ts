import { z } from "zod";
import { instant, manyLines, name, yesOrNo } from "#lib/core/shapes.ts";
import { endpoint } from "../endpoint.ts";
import { listQuery, nextCursor } from "./integration-list.ts";
import { isoOut } from "./iso-out.ts";

/** Tasks and projects of the studio's Todoist. */

const MOST_CONTENT = 500;
const MOST_DESCRIPTION = 16_000;
const MOST_LABELS = 50;

/** Todoist's ids are opaque: letters and digits. */
const todoistId = z.string({ error: "required" }).regex(/^[0-9A-Za-z]{1,64}$/, "unknown");
const place = z.object({ cursor: z.string().max(1500), limit: z.int().min(1).max(100) });

const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], { error: "unknown" });
const labels = z.array(name(60), { error: "unknown" }).max(MOST_LABELS, "too_many");
const dueDate = z.iso.date({ error: "not_a_day" });

/** Either a day, an instant, or words such as `every monday`. */
const due = {
  dueDate: dueDate.optional(),
  dueDatetime: instant.optional(),
  dueString: name(150).optional(),
};
const oneDue = (task: { dueDate?: unknown; dueDatetime?: unknown; dueString?: unknown }) =>
  [task.dueDate, task.dueDatetime, task.dueString].filter((value) => value !== undefined).length < 2;
const ONE_DUE = { message: "only_one", path: ["dueDate"] };

const task = z
  .object({
    id: z.string(),
    /** Markdown. */
    content: z.string(),
    description: z.string(),
    projectId: z.string(),
    sectionId: z.string().nullable(),
    labels: z.array(z.string()),
    /** 4 is urgent. */
    priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    due: z
      .object({
        /** `YYYY-MM-DD`, a local time without zone, or an instant in UTC. */
        date: z.string(),
        isRecurring: z.boolean(),
        timeZone: z.string().nullable(),
        text: z.string().nullable(),
      })
      .nullable(),
    checked: z.boolean(),
    url: z.string(),
    createdAt: isoOut.nullable(),
    order: z.number(),
  })
  .meta({ title: "TodoistTask" });

/** All that is known where a task was made and could not be read back. */
const madeTask = task.pick({ id: true, content: true, url: true }).meta({ title: "MadeTodoistTask" });

const project = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string(),
  isFavorite: z.boolean(),
  isInbox: z.boolean(),
});

/** The `{id}` of a task; its routes read it with this. */
export const taskParams = z.object({ id: todoistId });

export const todoistEndpoints = {
  listTodoistTasks: endpoint({
    method: "GET",
    path: "/api/integrations/todoist/tasks",
    summary: "Tasks that are not done, of a project or of a filter as people write it in Todoist",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z
      .object({
        projectId: todoistId.optional(),
        filter: name(1024).optional(),
        ...listQuery("todoist.tasks", place),
      })
      .refine((query) => query.projectId === undefined || query.filter === undefined, {
        message: "only_one",
        path: ["filter"],
      }),
    response: z.object({ tasks: z.array(task), nextCursor }),
  }),
  addTodoistTask: endpoint({
    method: "POST",
    path: "/api/integrations/todoist/tasks",
    summary:
      "Make a task, in the inbox unless a project is named; answered with its id, content and url alone where Todoist falls silent once it is made",
    access: "session",
    scope: "integrations:write",
    limit: "write",
    body: z
      .strictObject({
        content: name(MOST_CONTENT),
        description: manyLines(MOST_DESCRIPTION).optional(),
        projectId: todoistId.optional(),
        sectionId: todoistId.optional(),
        labels: labels.optional(),
        priority: priority.optional(),
        ...due,
      })
      .refine(oneDue, ONE_DUE),
    response: z.object({ task: z.union([task, madeTask]) }),
    status: 201,
  }),
  changeTodoistTask: endpoint({
    method: "PUT",
    path: "/api/integrations/todoist/tasks/{id}",
    summary: "Change what is given of a task: checked ticks it off or takes that back, projectId moves it",
    access: "session",
    scope: "integrations:write",
    limit: "write",
    body: z
      .strictObject({
        content: name(MOST_CONTENT).optional(),
        description: manyLines(MOST_DESCRIPTION).optional(),
        projectId: todoistId.optional(),
        labels: labels.optional(),
        priority: priority.optional(),
        checked: yesOrNo.optional(),
        ...due,
        /** Null takes the due date away. */
        dueDate: dueDate.nullable().optional(),
      })
      .refine(oneDue, ONE_DUE)
      .refine((change) => Object.values(change).some((value) => value !== undefined), {
        message: "required",
      }),
    response: z.object({ task }),
  }),
  deleteTodoistTask: endpoint({
    method: "DELETE",
    path: "/api/integrations/todoist/tasks/{id}",
    summary: "Delete a task for good",
    access: "session",
    scope: "integrations:write",
    limit: "write",
    status: 204,
  }),
  listTodoistProjects: endpoint({
    method: "GET",
    path: "/api/integrations/todoist/projects",
    summary: "Projects that tasks can stand in, the inbox among them",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object(listQuery("todoist.projects", place)),
    response: z.object({ projects: z.array(project), nextCursor }),
  }),
};
