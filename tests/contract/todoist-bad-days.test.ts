import { createHash } from "node:crypto";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Client } from "#lib/integrations/client.ts";
import { type ConnectorOptions, openConnector } from "#lib/integrations/open-connector.ts";
import { type Page, walkPages } from "#lib/integrations/pages.ts";
import { closeTask } from "#lib/integrations/todoist/close-task.ts";
import { todoist } from "#lib/integrations/todoist/connector.ts";
import { createTask } from "#lib/integrations/todoist/create-task.ts";
import { deleteTask } from "#lib/integrations/todoist/delete-task.ts";
import { findTask } from "#lib/integrations/todoist/find-task.ts";
import type { TodoistPlace } from "#lib/integrations/todoist/list-page.ts";
import { listProjects } from "#lib/integrations/todoist/list-projects.ts";
import { listSections } from "#lib/integrations/todoist/list-sections.ts";
import { listTasks, type TaskFilters } from "#lib/integrations/todoist/list-tasks.ts";
import { updateTask } from "#lib/integrations/todoist/update-task.ts";
import { type RunningSystem, startSystem } from "#sandbox/systems/system.ts";
import { createTodoist, type TodoistOptions } from "#sandbox/systems/todoist/create-todoist.ts";
import { refusalOf } from "#tests/support/refusal-of.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";

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

describe("Todoist: bad days of the stand-in", () => {
  let system: RunningSystem;
  let client: Client;
  const open = (more: Record<string, string> = {}, options: ConnectorOptions = {}) =>
    openConnector(todoist, testEnvironment("file:unused", { ...variables(system.url), ...more }), {
      baseDelayMs: 1,
      states: new Map(),
      ...options,
    });
  const restart = async (options: Partial<TodoistOptions> = {}) => {
    // It stands still, so that no day begins in the middle of a test.
    const at = Date.now();
    const started = await startSystem(createTodoist({ now: () => at, ...options }));
    onTestFinished(started.close);
    system = started;
    client = open();
  };
  beforeEach(() => restart());
  const firstTask = async () => {
    const [task] = (await listTasks(client, { from: null, limit: 1 })).items;
    if (!task) throw new Error("The stand-in has no tasks.");
    return task;
  };

  test("a walk gives every task once, also when one comes in meanwhile", async () => {
    const before = (await listTasks(client, { from: null, limit: 100 })).items.map(({ id }) => id);
    const walked: string[] = [];
    let pages = 0;
    for await (const page of walkPages(
      (from: TodoistPlace | null) => listTasks(client, { from, limit: 4 }),
      "todoist",
    )) {
      walked.push(...page.map(({ id }) => id));
      pages += 1;
      if (pages === 2) await createTask(client, { content: "Came in between" });
    }
    expect(pages).toBeGreaterThan(5);
    expect(walked.slice(0, -1)).toEqual(before);
    expect((await findTask(client, walked.at(-1) ?? "")).content).toBe("Came in between");
  });

  test("a walk goes on behind a task that is ticked off meanwhile", async () => {
    const filter = "7 days | overdue";
    const before = (await listTasks(client, { from: null, limit: 100, filter })).items.map(({ id }) => id);
    const walked: string[] = [];
    const pages = walkPages(
      (from: TodoistPlace | null) => listTasks(client, { from, limit: 2, filter }),
      "todoist",
    );
    for await (const page of pages) {
      walked.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (last && !last.due?.isRecurring) await closeTask(client, last.id);
    }
    expect(walked).toEqual(before);
  });

  test("a page in the middle that fails is no end of the list", async () => {
    const walk = walkPages((from: TodoistPlace | null) => listTasks(client, { from, limit: 4 }), "todoist");
    await walk.next();
    system.faults.add({ match: /cursor=/, status: 500, body: "{}", contentType: "application/json" });
    expect(await refusalOf(walk.next())).toMatchObject({ kind: "rejected", status: 500 });
  });

  test.each<[string, TaskFilters, (content: string) => boolean]>([
    ["a project", { projectId: "Shop" }, (content) => /Pack|Photograph|Reorder|Count/.test(content)],
    ["words", { filter: "today & p1" }, (content) => content === "Order cartridges 3RL and 5RL"],
    ["alternatives", { filter: "@aftercare | @phone" }, (content) => /aftercare|Call|Ask/.test(content)],
  ])("tasks are narrowed down by %s", async (_, filters, fits) => {
    const { items } = await listProjects(client, { from: null, limit: 10 });
    const projectId = items.find(({ name }) => name === filters.projectId)?.id;
    const found = await all((from) =>
      listTasks(client, { ...filters, ...(projectId && { projectId }), from, limit: 1 }),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ content }) => !fits(content))).toEqual([]);
  });

  test("a project and a filter together are refused before anybody is asked", async () => {
    const both = listTasks(client, { from: null, limit: 5, projectId: "a", filter: "today" });
    expect(await refusalOf(both)).toMatchObject({ reason: "invalid" });
    expect(system.requests).toEqual([]);
  });

  test("an answer that was lost makes no second task", async () => {
    system.faults.add({ match: /sync$/, drop: "after", times: 1 });
    const { id } = await createTask(client, { content: "Once only" });
    expect(system.requests).toHaveLength(2);
    const found = await listTasks(client, { from: null, limit: 100, filter: "search: once only" });
    expect(found.items.map((task) => task.id)).toEqual([id]);
  });

  test("an answer that was lost moves no recurring task on twice", async () => {
    const { id } = await createTask(client, { content: "Daily", dueString: "every day" });
    const { due } = await findTask(client, id);
    system.faults.add({ match: /sync$/, drop: "after", times: 1 });
    await closeTask(client, id);
    const next = Date.parse((await findTask(client, id)).due?.date ?? "");
    expect(next - Date.parse(due?.date ?? "")).toBe(86_400_000);
  });

  test("a deletion and a reopening whose answers were lost are done, and told so", async () => {
    const { id } = await createTask(client, { content: "To and fro" });
    await closeTask(client, id);
    system.faults.add({ match: /sync$|tasks/, method: "POST", drop: "after", times: 1 });
    expect((await updateTask(client, { id, checked: false })).checked).toBe(false);
    system.faults.add({ match: /sync$|tasks/, drop: "after", times: 1 });
    await deleteTask(client, id);
    expect(await refusalOf(findTask(client, id))).toMatchObject({ reason: "not-found" });
  });

  test("a task without a key whose every answer was lost may be there, and that is said", async () => {
    const lost = async (key?: string) => {
      system.faults.add({ match: /sync$/, drop: "after", times: 3 });
      const client = open();
      return refusalOf(createTask(client, { content: "Perhaps", ...(key && { key }) }));
    };
    expect((await lost()).message).toContain("The task may have been made all the same.");
    // With a key it is asked for once more, and made once.
    expect((await lost("a key")).message).not.toContain("may have been made");
    const { id } = await createTask(open(), { content: "Perhaps", key: "a key" });
    const found = await listTasks(open(), { from: null, limit: 100, filter: "search: perhaps" });
    expect(found.items.map((task) => task.id)).toEqual([expect.any(String), id]);
    system.faults.add({ match: /sync$/, status: 400, body: "{}", contentType: "application/json", times: 1 });
    expect((await refusalOf(createTask(open(), { content: "Refused" }))).message).not.toContain("may have");
  });

  test("a task that is made without its id being told is made", async () => {
    const uuid = "11111111-1111-4111-8111-111111111111";
    const body = JSON.stringify({ sync_status: { [uuid]: "ok" }, temp_id_mapping: {} });
    system.faults.add({ match: /sync$/, status: 200, body, contentType: "application/json", times: 1 });
    const error = await refusalOf(createTask(client, { content: "x", key: uuid }));
    expect(error).toMatchObject({ kind: "rejected", reason: "id-unknown", retryable: false });
    expect(error.message).toBe("Todoist made it, but did not say under which id.");
  });

  test("what became of a command has to be told", async () => {
    const body = JSON.stringify({ sync_status: {}, temp_id_mapping: {} });
    system.faults.add({ match: /sync$/, status: 200, body, contentType: "application/json", times: 1 });
    expect(await refusalOf(createTask(client, { content: "x" }))).toMatchObject({
      kind: "malformed",
      reason: "shape",
    });
  });

  test("a task stays in its section unless its project changes", async () => {
    const [section] = (await listSections(client, { from: null, limit: 1 })).items;
    const { id } = await createTask(client, { content: "In a section", sectionId: section?.id ?? "" });
    const { projectId } = await findTask(client, id);
    const stays = await updateTask(client, { id, projectId, content: "Still there" });
    expect(stays).toMatchObject({ content: "Still there", projectId, sectionId: section?.id });
    expect(await updateTask(client, { id, projectId })).toMatchObject({ sectionId: section?.id });
  });

  test("a project that is not there is invalid, and changes nothing else", async () => {
    const { id } = await createTask(client, { content: "Before" });
    const change = updateTask(client, { id, projectId: "6Jf8VQXxpwv56VQ7", content: "After", checked: true });
    expect(await refusalOf(change)).toMatchObject({
      kind: "rejected",
      reason: "invalid",
      message: "Project not found",
    });
    expect(await findTask(client, id)).toMatchObject({ content: "Before", checked: false });
    await deleteTask(client, id);
    const gone = updateTask(client, { id, projectId: "6Jf8VQXxpwv56VQ7" });
    expect(await refusalOf(gone)).toMatchObject({ reason: "not-found" });
  });

  test.each([
    ["2030-12-06T13:00:00.000000Z", "2030-12-06T13:00:00.000Z"],
    ["2030-12-06T13:00:00Z", "2030-12-06T13:00:00.000Z"],
    ["2030-12-06T13:00:00", "2030-12-06T13:00:00"],
    ["2030-12-06", "2030-12-06"],
    ["soonZ", "soonZ"],
  ])("a due date of %s is told as %s", async (date, told) => {
    const body = JSON.stringify({
      id: "6X7rM8997g3RQmvh",
      content: "x",
      project_id: "1",
      priority: 1,
      checked: false,
      due: { date, is_recurring: false },
    });
    system.faults.add({ match: /tasks/, status: 200, body, contentType: "application/json", times: 1 });
    expect((await findTask(client, "6X7rM8997g3RQmvh")).due?.date).toBe(told);
  });

  test("a task moves to another project", async () => {
    const task = await firstTask();
    const { items } = await listProjects(client, { from: null, limit: 10 });
    const target = items.find(({ id }) => id !== task.projectId);
    const moved = await updateTask(client, { id: task.id, projectId: target?.id ?? "" });
    expect(moved).toMatchObject({ id: task.id, projectId: target?.id, content: task.content });
  });

  test("a wrong token is told as one, after one request", async () => {
    const error = await refusalOf(todoist.test(open({ TODOIST_API_TOKEN: "not-the-token" })));
    expect(error).toMatchObject({ kind: "auth", status: 401, retryable: false });
    expect(error.message).toContain("TODOIST_API_TOKEN");
    expect(error.message).not.toContain("not-the-token");
    expect(system.requests).toHaveLength(1);
  });

  test("the old API is gone, whatever the token, and is told as that", async () => {
    const old = open({ TODOIST_API_URL: `${system.url}/rest/v2` });
    const error = await refusalOf(listProjects(old, { from: null, limit: 5 }));
    expect(error).toMatchObject({ kind: "rejected", status: 410, reason: "gone", retryable: false });
    expect(error.message).toContain("TODOIST_API_URL");
    expect(error.message).not.toMatch(/token/i);
  });

  test("an address that is no API's is told as that, not as a missing task", async () => {
    const elsewhere = open({ TODOIST_API_URL: `${system.url}/v9` });
    expect(await refusalOf(findTask(elsewhere, "6Jf8VQXxpwv56VQ7"))).toMatchObject({
      reason: "wrong-address",
    });
  });

  test("too many requests wait for what the body says", async () => {
    const body = JSON.stringify({
      error: "Too many requests. Limits reached. Try again later",
      error_code: 35,
      error_extra: { event_id: "1", retry_after: 0.05 },
      error_tag: "LIMITS_REACHED",
      http_code: 429,
    });
    system.faults.add({ status: 429, body, contentType: "application/json", times: 1 });
    expect((await listProjects(client, { from: null, limit: 5 })).items).toHaveLength(5);
    expect(system.requests).toHaveLength(2);
  });

  test("a wait that is too long is handed on at once, with its end", async () => {
    await restart({ requests: 2 });
    await todoist.test(client);
    await todoist.test(client);
    const before = Date.now();
    const error = await refusalOf(todoist.test(client));
    expect(error).toMatchObject({ kind: "rate-limited", status: 429 });
    expect(error.message).toContain("Too many requests");
    expect(error.retryAt).toBeGreaterThan(before + 14 * 60_000);
    expect(error.retryAt).toBeLessThan(before + 16 * 60_000);
    expect(system.requests).toHaveLength(3);
  });

  test("a moment of trouble is waited out; a create is repeated only because of its key", async () => {
    system.faults.add({ status: 503, times: 2 });
    await createTask(client, { content: "After all" });
    expect(system.requests).toHaveLength(3);
  });

  test("a web page in place of data is malformed", async () => {
    system.faults.add({ status: 200, body: "<html><title>Sign in</title></html>" });
    expect(await refusalOf(listTasks(client, { from: null, limit: 5 }))).toMatchObject({
      kind: "malformed",
      reason: "html",
    });
  });

  test("a field that vanished is named, and nothing of what stood beside it", async () => {
    const row = { id: "6Jf8VQXxpwv56VQ7", content: "A secret thing", checked: false, priority: 1 };
    const body = JSON.stringify({ results: [row], next_cursor: null });
    system.faults.add({ status: 200, body, contentType: "application/json" });
    const error = await refusalOf(listTasks(client, { from: null, limit: 5 }));
    expect(error.kind).toBe("malformed");
    expect(error.message).toContain("results[0].project_id");
    expect(error.message).not.toContain("secret");
  });

  test.each([
    ["1234567", "an id of the old API"],
    ["short", "what is no id"],
    ["6Jf8VQXxpwv56VQ7", "an id that nobody has"],
  ])("%s (%s) is not found", async (id) => {
    expect(await refusalOf(findTask(client, id))).toMatchObject({ reason: "not-found" });
    expect(await refusalOf(closeTask(client, id))).toMatchObject({ reason: "not-found" });
    expect(await refusalOf(deleteTask(client, id))).toMatchObject({ reason: "not-found" });
  });

  test("a command that is refused is refused although the answer is 200", async () => {
    const error = await refusalOf(createTask(client, { content: "x".repeat(501) }));
    expect(error).toMatchObject({ kind: "rejected", reason: "invalid", status: 400 });
    // A uuid that was refused stays refused.
    const key = createHash("sha256").update("k").digest("hex");
    await refusalOf(createTask(client, { content: " ", key }));
    expect(await refusalOf(createTask(client, { content: "Now with words", key }))).toMatchObject({
      reason: "invalid",
    });
  });

  test("what a refused command says is short, and tells no secret", async () => {
    const uuid = "11111111-1111-4111-8111-111111111111";
    const error = `<b>Not for</b> ${TOKEN} ${"x".repeat(2000)}`;
    const body = JSON.stringify({ sync_status: { [uuid]: { error, http_code: 403 } } });
    system.faults.add({ match: /sync$/, status: 200, body, contentType: "application/json", times: 1 });
    const { message } = await refusalOf(createTask(client, { content: "x", key: uuid }));
    expect(message).toMatch(/^Not for \[secret\] x+…$/);
    expect(message.length).toBeLessThanOrEqual(300);
  });

  test("pages keep their size and their list", async () => {
    const { next } = await listTasks(client, { from: null, limit: 3 });
    expect((await listTasks(client, { from: next, limit: 90 })).items).toHaveLength(3);
    const elsewhere = listTasks(client, { from: next && { ...next, limit: 4 }, limit: 3 });
    expect(await refusalOf(elsewhere)).toMatchObject({ reason: "invalid" });
  });
});
