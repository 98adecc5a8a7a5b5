import { expect, test } from "vitest";
import { apiTokens } from "#db/schema/users.ts";
import { hashToken } from "#lib/core/ids.ts";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { ESCAPES } from "#tests/support/escaping-paths.ts";
import { calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const BASE = "05_Customers";

/** The routes that Next answers, on a studio with a cloud, whose variables are the process's. */
async function openRoutes() {
  const studio = await openCloudStudio({ variables: { NEXTCLOUD_FILES_BASE_PATH: BASE } });
  const {
    NEXTCLOUD_USERNAME: account = "",
    NEXTCLOUD_BASE_URL: url = "",
    NEXTCLOUD_PASSWORD: secret = "",
  } = studio.env;
  for (const name of Object.keys(process.env)) if (/^(NEXT|PARLOUR_)/.test(name)) delete process.env[name];
  const slots: typeof globalThis & { [slot: symbol]: unknown } = globalThis;
  const set = (variables: Record<string, string>) => {
    Object.assign(process.env, variables);
    delete slots[Symbol.for("parlour.env")];
  };
  set({
    DATABASE_URL: studio.url,
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_RATE_LIMITS: "off",
    NEXTCLOUD_BASE_URL: url,
    NEXTCLOUD_USERNAME: account,
    NEXTCLOUD_PASSWORD: secret,
    NEXTCLOUD_FILES_BASE_PATH: BASE,
  });
  slots[Symbol.for("parlour.database")] = studio.db;
  insertTestUsers(studio.db);
  for (const [token, userId, scopes] of [
    ["staff", "user-staff", null],
    ["mara", "user-mara", null],
    ["reads", "user-staff", ["integrations:read"]],
    ["files", "user-staff", ["files:read"]],
  ] as const)
    studio.db
      .insert(apiTokens)
      .values({
        id: token,
        userId,
        name: token,
        scopes: scopes && [...scopes],
        tokenHash: hashToken(token),
        createdAt: 0,
      })
      .run();
  const folder = (name: string) =>
    studio.cloud.send({ user: account, method: "MKCOL", path: `/remote.php/dav/files/${account}/${name}` });
  await folder(BASE);
  for (const name of ["Ada", "Nora", "Zoë"]) await folder(`${BASE}/${encodeURIComponent(name)}`);

  async function call(
    handler: Handler,
    query: Record<string, string>,
    sent: { as?: string | null; of?: Endpoint } = {},
  ) {
    const { as = "staff", of } = sent;
    const address = new URL("http://localhost:3000/api/integrations/nextcloud");
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const headers = as === null ? undefined : { Authorization: `Bearer ${as}` };
    const response = await handler(new Request(address, { headers }), { params: Promise.resolve({}) });
    const answer = await response.json();
    // The answer is what the API's description says.
    if (response.ok && of) expect(of.response?.safeParse(answer).error).toBeUndefined();
    return { status: response.status, answer };
  }
  const files = await import("#app/api/integrations/nextcloud/files/route.ts");
  const events = await import("#app/api/integrations/nextcloud/calendar/events/route.ts");
  return { studio, call, set, files: files.GET, events: events.GET };
}

test("files of a folder, page by page, for whoever may see them", async () => {
  const { call, files, set, studio } = await openRoutes();
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: "2", ...(cursor === null ? {} : { cursor }) };
    const { status, answer } = await call(files, query, { of: endpoints.listCloudFiles, as: "files" });
    expect(status).toBe(200);
    names.push(...answer.files.map(({ filename }: { filename: string }) => filename));
    cursor = answer.nextCursor;
  } while (cursor !== null);
  expect(names).toEqual(["Ada", "Nora", "Zoë"]);
  expect(await call(files, { path: "Zoë" })).toMatchObject({
    status: 200,
    answer: { files: [], nextCursor: null },
  });
  expect(await call(files, { path: "Nobody" })).toMatchObject({ status: 404 });
  expect(await call(files, { limit: "101" })).toMatchObject({ status: 422 });
  const asked = studio.proxy.requests.length;
  // Half a surrogate cannot be sent.
  for (const [what, path] of ESCAPES.filter(([, written]) => written.isWellFormed()))
    expect(await call(files, { path }), what).toMatchObject({
      status: 422,
      answer: { code: "invalid_input" },
    });
  expect(studio.proxy.requests.length).toBe(asked);
  for (const [as, status] of [
    [null, 401],
    ["reads", 403],
    ["mara", 403],
  ] as const)
    expect(await call(files, {}, { as })).toMatchObject({ status });
  set({ NEXTCLOUD_FILES_BASE_PATH: "" });
  expect(await call(files, {})).toMatchObject({ status: 503, answer: { code: "nextcloud_not_configured" } });
});

test("events between two instants, for the front desk", async () => {
  const { call, events, studio } = await openRoutes();
  const lines = [
    "BEGIN:VEVENT",
    "UID:talk",
    "DTSTAMP:20261101T000000Z",
    "DTSTART:20261202T090000Z",
    "DURATION:PT1H",
  ];
  await studio.cloud.send({
    user: "mara",
    method: "PUT",
    path: `${calendarPath("mara")}talk.ics`,
    headers: { "Content-Type": "text/calendar" },
    body: [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      ...lines,
      "SUMMARY:Talk",
      "RRULE:FREQ=DAILY;COUNT=3",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
  });
  const window = { from: "2026-12-01T00:00:00Z", to: "2027-01-01T00:00:00+01:00" };
  const first = await call(events, { ...window, limit: "2" }, { of: endpoints.listCloudEvents, as: "reads" });
  expect(first).toMatchObject({ status: 200, answer: { unreadable: 0, truncated: false } });
  const { nextCursor } = first.answer;
  const second = await call(
    events,
    { ...window, limit: "2", cursor: nextCursor },
    { of: endpoints.listCloudEvents },
  );
  expect([...first.answer.events, ...second.answer.events].map(({ startTime }) => startTime)).toEqual([
    "2026-12-02T09:00:00.000Z",
    "2026-12-03T09:00:00.000Z",
    "2026-12-04T09:00:00.000Z",
  ]);
  expect(second.answer.nextCursor).toBeNull();
  expect(await call(events, { ...window, calendar: "nobodys" })).toMatchObject({ status: 404 });
  expect(await call(events, { from: window.from })).toMatchObject({ status: 422 });
  expect(await call(events, { from: window.from, to: "2027-02-02T00:00:00Z" })).toMatchObject({
    status: 422,
    answer: { errors: { to: ["too_far"] } },
  });
  expect(await call(events, { ...window, cursor: "x" })).toMatchObject({ status: 422 });
  for (const [as, status] of [
    [null, 401],
    ["files", 403],
    ["mara", 403],
  ] as const)
    expect(await call(events, window, { as })).toMatchObject({ status });
  studio.cloud.cloud.faults.add({ match: /remote\.php/, status: 503, body: "<html>maintenance mode</html>" });
  expect(await call(events, window)).toMatchObject({ status: 502, answer: { code: "upstream_failed" } });
});
