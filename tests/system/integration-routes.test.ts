import { expect, test } from "vitest";
import { addApiToken } from "#lib/auth/add-api-token.ts";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { operationErrors } from "#lib/http/operation-errors.ts";
import { openStudioWithTodoist } from "#tests/support/integration-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { waitFor } from "#tests/support/wait-for.ts";

type Handler = (request: Request, context: { params: Promise<{ type: string }> }) => Promise<Response>;

/** The routes on a studio with a Todoist, whose variables are the process's own. */
async function openRoutes() {
  const studio = await openStudioWithTodoist();
  // Nothing of this machine's: no system but ours is asked, whatever `--live` names.
  const known = /^(NEXT|PARLOUR_|PLENTYONE_|ZULIP_|TODOIST_|FREESCOUT_|ECODMS_)/;
  for (const name of Object.keys(process.env)) if (known.test(name)) delete process.env[name];
  Object.assign(process.env, {
    DATABASE_URL: studio.url,
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_RATE_LIMITS: "off",
    TODOIST_API_URL: studio.env.TODOIST_API_URL,
    TODOIST_API_TOKEN: studio.env.TODOIST_API_TOKEN,
  });
  insertTestUsers(studio.db);
  const token = async (user: string) =>
    addApiToken(studio.ctx("admin"), { name: "x", email: `user-${user}@example.org` });
  const tokens = { admin: await token("admin"), staff: await token("staff"), mara: await token("mara") };
  const call = async (
    handler: Handler,
    params: { type: string } = { type: "" },
    {
      as = "admin",
      of,
      signal,
    }: { as?: keyof typeof tokens | null; of?: Endpoint; signal?: AbortSignal } = {},
  ) => {
    const headers = as ? { Authorization: `Bearer ${tokens[as]}` } : undefined;
    const request = new Request("http://localhost:3000/api/integrations", { headers, signal });
    const response = await handler(request, { params: Promise.resolve(params) });
    const answer = await response.json();
    // The answer is what the API's description says.
    if (response.ok && of) expect(of.response?.safeParse(answer).error).toBeUndefined();
    return { status: response.status, type: response.headers.get("content-type"), answer };
  };
  const [list, status, health, testing, rest] = await Promise.all([
    import("#app/api/integrations/route.ts"),
    import("#app/api/integrations/[type]/status/route.ts"),
    import("#app/api/integrations/[type]/health/route.ts"),
    import("#app/api/integrations/[type]/test/route.ts"),
    import("#app/api/integrations/[type]/[[...rest]]/route.ts"),
  ]);
  const one: [string, Handler, Endpoint][] = [
    ["status", status.GET, endpoints.showIntegration],
    ["health", health.GET, endpoints.checkIntegration],
    ["test", testing.POST, endpoints.testIntegration],
  ];
  return { studio, call, list: list.GET, one, rest };
}

test("the integrations over HTTP", async () => {
  const { studio, call, list, one, rest } = await openRoutes();
  const { faults, requests } = studio.todoist;
  const all = await call(list, undefined, { as: "staff", of: endpoints.listIntegrations });
  expect(all).toMatchObject({ status: 200 });
  expect(all.answer.integrations).toHaveLength(6);
  expect(await call(list, undefined, { as: null })).toMatchObject({ status: 401 });
  expect(await call(list, undefined, { as: "mara" })).toMatchObject({ status: 403 });

  const todoist = { type: "todoist" };
  for (const [name, handler, of] of one) {
    const { status, answer } = await call(handler, todoist, { of });
    expect(status, name).toBe(200);
    expect(answer.integration, name).toMatchObject({
      type: "todoist",
      status: name === "status" ? "untested" : "active",
    });
    expect(answer.test?.outcome, name).toBe(name === "test" ? "ok" : undefined);
    expect(await call(handler, todoist, { as: null }), name).toMatchObject({ status: 401 });
    expect(await call(handler, todoist, { as: "mara" }), name).toMatchObject({ status: 403 });
    const byStaff = await call(handler, todoist, { as: "staff" });
    expect(byStaff.status, name).toBe(name === "test" ? 403 : 200);

    expect(await call(handler, { type: "nope" }), name).toMatchObject({
      status: 404,
      type: "application/problem+json",
      answer: { code: "not_found", detail: "There is no integration called nope." },
    });
    const off = await call(handler, { type: "zulip" });
    expect(off, name).toMatchObject({
      status: 503,
      answer: {
        code: "zulip_not_configured",
        title: "Zulip not configured",
        detail: "Zulip not configured: ZULIP_BASE_URL, ZULIP_EMAIL, ZULIP_API_KEY missing.",
        upstream: { service: "zulip", kind: "not-configured", retryable: false },
      },
    });
  }

  // Nobody was asked for the status.
  const before = requests.length;
  await call(one[0]?.[1] ?? expect.unreachable(), todoist);
  expect(requests).toHaveLength(before);

  // A browser that left gives its place at the vendor back.
  const { GET: listTasks } = await import("#app/api/integrations/todoist/tasks/route.ts");
  faults.add({ match: /tasks/, delayMs: 60_000 });
  const browser = new AbortController();
  const asked = call(listTasks, todoist, { signal: browser.signal });
  await waitFor("the request", () => requests.length === before + 1);
  browser.abort();
  expect(await asked).toMatchObject({ status: 502, answer: { upstream: { reason: "aborted" } } });

  // What did not work is told as an answer.
  faults.add({ match: /user/, status: 401, body: "Unauthorized" });
  for (const [name, handler, of] of one.slice(1))
    expect(await call(handler, todoist, { of }), name).toMatchObject({
      status: 200,
      answer: { integration: { status: "failing", lastFailure: { kind: "auth" } } },
    });

  for (const [method, handler] of Object.entries(rest)) {
    const refused = (type: string) => call(handler, { type });
    expect(await refused("nope"), method).toMatchObject({
      status: 404,
      type: "application/problem+json",
      answer: { code: "not_found", detail: "There is no integration called nope." },
    });
    expect(await refused("todoist"), method).toMatchObject({ status: 404, answer: { code: "not_found" } });
  }
  expect(Object.keys(rest).sort()).toEqual(["DELETE", "GET", "PATCH", "POST", "PUT"]);
});

test("every operation of a vendor says that the vendor may fail, and what it is without its variables", () => {
  const ofVendors = Object.entries<Endpoint>(endpoints).filter(([, { path }]) =>
    /^\/api\/integrations\/\w/.test(path),
  );
  for (const [name, endpoint] of ofVendors) {
    const vendor = endpoint.path.split("/")[3];
    expect(endpoint.access, name).toBe("session");
    expect(endpoint.scope, name).toMatch(/^(integrations|files):/);
    expect(operationErrors(endpoint), name).toEqual(
      expect.arrayContaining(["upstream_failed", `${vendor}_not_configured`, "invalid_input"]),
    );
  }
});

test("operations on any integration say what each of them is without its variables", () => {
  expect(operationErrors(endpoints.checkIntegration)).toEqual(
    expect.arrayContaining(["not_found", "todoist_not_configured", "nextcloud_not_configured"]),
  );
  expect(operationErrors(endpoints.checkIntegration)).not.toContain("upstream_failed");
  expect(operationErrors(endpoints.listIntegrations)).not.toContain("todoist_not_configured");
});
