import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { type Page, walkPages } from "#lib/integrations/pages.ts";
import { todoist } from "#lib/integrations/todoist/connector.ts";
import { createTask } from "#lib/integrations/todoist/create-task.ts";
import { deleteTask } from "#lib/integrations/todoist/delete-task.ts";
import { findTask } from "#lib/integrations/todoist/find-task.ts";
import { listLabels } from "#lib/integrations/todoist/list-labels.ts";
import type { TodoistPlace } from "#lib/integrations/todoist/list-page.ts";
import { listProjects } from "#lib/integrations/todoist/list-projects.ts";
import { listSections } from "#lib/integrations/todoist/list-sections.ts";
import { listTasks } from "#lib/integrations/todoist/list-tasks.ts";
import { updateTask } from "#lib/integrations/todoist/update-task.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { createTodoist } from "#sandbox/systems/todoist/create-todoist.ts";
import { refusalOf } from "#tests/support/refusal-of.ts";
import { describeSystem } from "./systems.ts";

const TOKEN = "parlour-demo-token";
const variables = (url: string, token = TOKEN) => ({
  TODOIST_API_URL: `${url}/api/v1/`,
  TODOIST_API_TOKEN: token,
});

async function all<Item>(pages: (from: TodoistPlace | null) => Promise<Page<Item, TodoistPlace>>) {
  const items: Item[] = [];
  for await (const page of walkPages(pages, "todoist")) items.push(...page);
  return items;
}

describeSystem(
  "todoist",
  {
    standIn: async () => {
      const system = await startSystem(createTodoist({ now: Date.now }));
      return { env: variables(system.url), close: system.close };
    },
  },
  (connect) => {
    const name = `Parlour contract ${randomUUID()}`;
    const made: string[] = [];
    const make = async (task: Partial<Parameters<typeof createTask>[1]> = {}) => {
      const { id } = await createTask(connect(), { content: name, ...task });
      made.push(id);
      return id;
    };
    afterEach(async () => {
      for (const id of made.splice(0)) await deleteTask(connect(), id).catch(() => {});
    });

    test("it lets the token in, and is healthy", async () => {
      await todoist.test(connect());
      await todoist.health(connect());
    });

    test("a task goes through its life", async () => {
      const client = connect();
      const id = await make({
        description: "Two\n*lines*",
        labels: ["parlour"],
        priority: 3,
        dueDate: "2030-05-01",
      });
      const task = await findTask(client, id);
      expect(task).toMatchObject({
        id,
        content: name,
        description: "Two\n*lines*",
        labels: ["parlour"],
        priority: 3,
        checked: false,
        due: { date: "2030-05-01", isRecurring: false },
        url: `https://app.todoist.com/app/task/${id}`,
      });
      expect(task.createdAt).toBe(new Date(task.createdAt ?? "").toISOString());

      const changed = await updateTask(client, { id, content: `${name}!`, priority: 1, dueDate: null });
      expect(changed).toMatchObject({ id, content: `${name}!`, priority: 1, due: null, labels: ["parlour"] });
      expect((await updateTask(client, { id, checked: true })).checked).toBe(true);
      expect(await all((from) => listTasks(client, { from, limit: 100 }))).not.toContainEqual(
        expect.objectContaining({ id }),
      );
      expect((await updateTask(client, { id, checked: false })).checked).toBe(false);
      await deleteTask(client, id);
      const kept = await all((from) => listTasks(client, { from, limit: 100 }));
      expect(kept.filter((one) => one.id === id)).toEqual([]);
    });

    test("the same key makes one task", async () => {
      const key = `follow-up ${randomUUID()}`;
      const id = await make({ key });
      expect(await make({ key })).toBe(id);
      const tasks = await all((from) => listTasks(connect(), { from, limit: 50 }));
      expect(tasks.filter(({ content }) => content === name)).toHaveLength(1);
    });

    test("an instant and words are due dates too", async () => {
      const atMs = Date.parse("2030-05-01T08:30:00Z");
      const timed = await findTask(connect(), await make({ dueAtMs: atMs }));
      expect(Date.parse(timed.due?.date ?? "")).toBe(atMs);
      const weekly = await findTask(connect(), await make({ dueString: "every monday" }));
      expect(weekly.due?.isRecurring).toBe(true);
      // What comes again is ticked off by getting its next date.
      const next = await updateTask(connect(), { id: weekly.id, checked: true });
      expect(next.checked).toBe(false);
      expect(Date.parse(next.due?.date ?? "")).toBeGreaterThan(Date.parse(weekly.due?.date ?? ""));
    });

    test("projects, sections and labels are listed, a page after the other", async () => {
      const projects = await all((from) => listProjects(connect(), { from, limit: 2 }));
      expect(projects.filter(({ isInbox }) => isInbox)).toHaveLength(1);
      expect(new Set(projects.map(({ id }) => id)).size).toBe(projects.length);
      const sections = await all((from) => listSections(connect(), { from, limit: 200 }));
      expect(sections.every(({ projectId }) => typeof projectId === "string")).toBe(true);
      await all((from) => listLabels(connect(), { from, limit: 200 }));
    });

    test("what is not there is not found", async () => {
      const id = await make();
      await deleteTask(connect(), id);
      const change = updateTask(connect(), { id, content: "Nobody" });
      expect(await refusalOf(change)).toMatchObject({ reason: "not-found", retryable: false });
    });

    test("what it does not understand is invalid, in its words", async () => {
      const filter = listTasks(connect(), { from: null, limit: 5, filter: "blargh (" });
      expect(await refusalOf(filter)).toMatchObject({ kind: "rejected", reason: "invalid" });
      const nowhere = createTask(connect(), { content: name, projectId: "6Jf8VQXxpwv56VQ7" });
      expect(await refusalOf(nowhere)).toMatchObject({ kind: "rejected", reason: "invalid" });
    });
  },
);
