import { expect, onTestFinished, test } from "vitest";
import { endpoints } from "#lib/http/endpoints.ts";
import { writeCursor } from "#lib/integrations/cursor.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { createTodoist } from "#sandbox/systems/todoist/create-todoist.ts";
import { openVendorRoutes } from "#tests/support/vendor-routes.ts";

async function openRoutes(more: Record<string, string> = {}) {
  const system = await startSystem(createTodoist({ now: Date.now }));
  onTestFinished(system.close);
  const routes = await openVendorRoutes({
    TODOIST_API_URL: `${system.url}/api/v1`,
    TODOIST_API_TOKEN: "parlour-demo-token",
    ...more,
  });
  const [tasks, task, projects] = await Promise.all([
    import("#app/api/integrations/todoist/tasks/route.ts"),
    import("#app/api/integrations/todoist/tasks/[id]/route.ts"),
    import("#app/api/integrations/todoist/projects/route.ts"),
  ]);
  const id = "6Jf8VQXxpwv56VQ7";
  const reads = [
    { handler: tasks.GET, sent: {} },
    { handler: projects.GET, sent: {} },
  ];
  const writes = [
    { handler: tasks.POST, sent: { body: { content: "x" } } },
    { handler: task.PUT, sent: { id, body: { checked: true } } },
    { handler: task.DELETE, sent: { id } },
  ];
  return { ...routes, system, tasks, task, projects, reads, writes, id };
}

test("tasks are for the front desk", async () => {
  const { call, reads, writes, system } = await openRoutes();
  for (const { handler, sent } of [...reads, ...writes]) {
    expect(await call(handler, { ...sent, as: null })).toMatchObject({
      status: 401,
      answer: { code: "not_signed_in" },
    });
    expect(await call(handler, { ...sent, as: "mara" })).toMatchObject({
      status: 403,
      answer: { code: "not_allowed" },
    });
    expect(await call(handler, { ...sent, as: "files" })).toMatchObject({ status: 403 });
  }
  for (const { handler, sent } of writes)
    expect(await call(handler, { ...sent, as: "reads" })).toMatchObject({ status: 403 });
  expect(system.requests).toEqual([]);
  for (const { handler, sent } of reads)
    expect(await call(handler, { ...sent, as: "reads" })).toMatchObject({ status: 200 });
});

test("a task's life over HTTP", async () => {
  const { call, tasks, task, projects } = await openRoutes();
  const all = await call(projects.GET, { query: { limit: "2" }, of: endpoints.listTodoistProjects });
  const rest = await call(projects.GET, { query: { limit: "2", cursor: all.answer.nextCursor } });
  const names = [...all.answer.projects, ...rest.answer.projects].map(({ name }: { name: string }) => name);
  expect(names).toEqual(["Inbox", "Studio", "Shop", "Artists"]);
  const [, studio] = all.answer.projects;

  const fields = {
    description: "Distilled\nwater",
    projectId: studio.id,
    labels: ["supplier"],
    priority: 4,
  };
  const body = {
    content: "  Fill the\nautoclave ",
    ...fields,
    dueDate: "2030-01-31",
  };
  const made = await call(tasks.POST, { body, of: endpoints.addTodoistTask });
  expect(made).toMatchObject({
    status: 201,
    answer: {
      task: {
        ...fields,
        content: "Fill the autoclave",
        due: { date: "2030-01-31", isRecurring: false },
        checked: false,
      },
    },
  });
  const { id } = made.answer.task;
  const inProject = await call(tasks.GET, {
    query: { projectId: studio.id, limit: "100" },
    of: endpoints.listTodoistTasks,
  });
  expect(inProject.answer.tasks.map((one: { id: string }) => one.id)).toContain(id);

  const put = (change: unknown) => call(task.PUT, { id, body: change, of: endpoints.changeTodoistTask });
  const changed = await put({
    dueDate: null,
    dueString: undefined,
    labels: [],
    projectId: all.answer.projects[0].id,
  });
  expect(changed).toMatchObject({ status: 200, answer: { task: { id, due: null, labels: [] } } });
  expect(changed.answer.task.projectId).toBe(all.answer.projects[0].id);
  const timed = await put({ dueDatetime: "2030-01-31T09:00:00+01:00" });
  expect(Date.parse(timed.answer.task.due.date)).toBe(Date.parse("2030-01-31T08:00:00Z"));
  expect(await put({ checked: true })).toMatchObject({
    status: 200,
    answer: { task: { id, checked: true } },
  });
  expect(await put({ checked: false })).toMatchObject({
    status: 200,
    answer: { task: { id, checked: false } },
  });
  expect(await call(task.DELETE, { id })).toMatchObject({ status: 204, answer: null });
  expect(await call(task.DELETE, { id })).toMatchObject({ status: 404, answer: { code: "not_found" } });
  expect(await put({ checked: true })).toMatchObject({ status: 404 });
});

test("tasks come page by page, narrowed down as people write it", async () => {
  const { call, tasks } = await openRoutes();
  const walked: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: Record<string, string> = { limit: "5", ...(cursor && { cursor }) };
    const page = await call(tasks.GET, { query, of: endpoints.listTodoistTasks });
    walked.push(...page.answer.tasks.map(({ id }: { id: string }) => id));
    cursor = page.answer.nextCursor;
  }
  const whole = await call(tasks.GET, { query: { limit: "100" } });
  expect(walked).toEqual(whole.answer.tasks.map(({ id }: { id: string }) => id));
  const urgent = await call(tasks.GET, { query: { filter: "p1" } });
  expect(urgent.answer.tasks.map(({ priority }: { priority: number }) => priority)).toEqual([4, 4]);
});

test("an Idempotency-Key makes one task of one request sent twice", async () => {
  const { call, tasks, system } = await openRoutes();
  const headers = { "Idempotency-Key": "a-form" };
  const first = await call(tasks.POST, { body: { content: "Once" }, headers });
  const again = await call(tasks.POST, { body: { content: "Once" }, headers });
  expect(again.answer.task.id).toBe(first.answer.task.id);
  const other = await call(tasks.POST, { body: { content: "Something else" }, headers });
  expect(other.answer.task.id).not.toBe(first.answer.task.id);
  const without = await call(tasks.POST, { body: { content: "Once" } });
  expect(without.answer.task.id).not.toBe(first.answer.task.id);
  // An answer that is lost on the way to us is asked for again, and makes no second one either.
  system.faults.add({ match: /sync$/, drop: "after", times: 1 });
  expect(await call(tasks.POST, { body: { content: "Lost" } })).toMatchObject({ status: 201 });
  const lost = await call(tasks.GET, { query: { filter: "search: lost" } });
  expect(lost.answer.tasks).toHaveLength(1);
});

test("a task that was made is made, although it cannot be read back", async () => {
  const { call, tasks, system } = await openRoutes();
  const body = { content: "Made once?" };
  const headers = { "Idempotency-Key": "another-form" };
  system.faults.add({
    match: /tasks\/\w{16}$/,
    method: "GET",
    status: 500,
    body: "{}",
    contentType: "application/json",
  });
  const made = await call(tasks.POST, { body, headers, of: endpoints.addTodoistTask });
  const { id } = made.answer.task;
  expect(made).toMatchObject({
    status: 201,
    answer: { task: { ...body, url: expect.stringContaining(id) } },
  });
  system.faults.clear();
  const again = await call(tasks.POST, { body, headers, of: endpoints.addTodoistTask });
  expect(again).toMatchObject({ status: 201, answer: { task: { id, ...body, checked: false } } });
  const found = await call(tasks.GET, { query: { filter: "search: made once" } });
  expect(found.answer.tasks.map((one: { id: string }) => one.id)).toEqual([id]);
});

test("what is asked wrongly is refused before anybody is asked", async () => {
  const { call, tasks, task, id, system } = await openRoutes();
  const cursor = writeCursor("todoist.projects", { cursor: "x", limit: 5 });
  const queries: Record<string, string>[] = [
    { limit: "0" },
    { limit: "101" },
    { limit: "" },
    { limit: "1e1" },
    { cursor },
    { projectId: "a/b" },
    { projectId: "a", filter: "b" },
  ];
  for (const query of queries)
    expect(await call(tasks.GET, { query }), JSON.stringify(query)).toMatchObject({ status: 422 });
  for (const body of [
    {},
    { content: " " },
    { content: "x".repeat(501) },
    { content: "x", description: "x".repeat(16_001) },
    { content: "x", labels: Array.from({ length: 51 }, (_, at) => `l${at}`) },
    { content: "x", priority: 5 },
    { content: "x", dueDate: "tomorrow" },
    { content: "x", dueDate: "2030-01-01", dueString: "today" },
    { content: "x", dueDatetime: "2030-01-01" },
    { content: "x", projectId: "../users" },
    { content: "x", unknown: true },
  ])
    expect(await call(tasks.POST, { body }), JSON.stringify(body).slice(0, 80)).toMatchObject({
      status: 422,
    });
  for (const body of [{}, { checked: "yes" }, { content: "" }, { dueDate: null, dueString: "today" }])
    expect(await call(task.PUT, { id, body }), JSON.stringify(body)).toMatchObject({ status: 422 });
  for (const wrong of ["..", "a/b", "a%2Fb", "x".repeat(65)]) {
    expect(await call(task.PUT, { id: wrong, body: { checked: true } })).toMatchObject({ status: 422 });
    expect(await call(task.DELETE, { id: wrong })).toMatchObject({ status: 422 });
  }
  expect(system.requests).toEqual([]);
});

test("what Todoist refuses is told in its words", async () => {
  const { call, tasks, task, id } = await openRoutes();
  expect(await call(tasks.GET, { query: { filter: "blargh (" } })).toMatchObject({
    status: 422,
    answer: { code: "invalid_input", detail: "The search query is incorrect" },
  });
  expect(await call(tasks.POST, { body: { content: "x", projectId: id } })).toMatchObject({
    status: 422,
    answer: { detail: "Project not found" },
  });
  const made = await call(tasks.POST, { body: { content: "x" } });
  expect(await call(task.PUT, { id: made.answer.task.id, body: { projectId: id } })).toMatchObject({
    status: 422,
    answer: { code: "invalid_input", detail: "Project not found" },
  });
});

test("a Todoist that fails, and one that is not configured", async () => {
  const { call, reads, writes, system, tasks } = await openRoutes();
  for (const { handler, sent } of [...reads, ...writes]) {
    system.faults.add({ status: 200, body: "<html>", times: 1 });
    const { status, answer } = await call(handler, sent);
    expect({ status, answer }).toMatchObject({
      status: 502,
      answer: { code: "upstream_failed", upstream: { service: "todoist", kind: "malformed" } },
    });
  }
  const extra = JSON.stringify({
    error: "Slow down",
    error_extra: { retry_after: 120 },
    error_tag: "LIMITS_REACHED",
  });
  system.faults.add({ status: 429, body: extra, contentType: "application/json", times: 1 });
  const limited = await call(tasks.GET);
  expect(limited).toMatchObject({ status: 502, answer: { upstream: { kind: "rate-limited" } } });
  expect(Number(limited.headers.get("Retry-After"))).toBeGreaterThan(100);

  const old = await openRoutes({ TODOIST_API_URL: `${system.url}/rest/v2` });
  const gone = await old.call(old.tasks.GET);
  expect(gone).toMatchObject({ status: 502, answer: { upstream: { kind: "rejected", reason: "gone" } } });
  expect(gone.answer.detail).toContain("TODOIST_API_URL");

  const wrong = await openRoutes({ TODOIST_API_TOKEN: "not-the-token" });
  const refused = await wrong.call(wrong.tasks.GET);
  expect(refused).toMatchObject({ status: 502, answer: { upstream: { kind: "auth", retryable: false } } });
  expect(wrong.system.requests).toHaveLength(1);

  const without = await openRoutes({ TODOIST_API_TOKEN: "" });
  for (const { handler, sent } of [...without.reads, ...without.writes]) {
    const { status, answer } = await without.call(handler, sent);
    expect({ status, code: answer.code }).toEqual({ status: 503, code: "todoist_not_configured" });
    expect(answer.detail).toContain("TODOIST_API_TOKEN");
  }
  expect(without.system.requests).toEqual([]);
});
