import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { integrationCosts } from "#db/schema/integrations.ts";
import { apiTokens, users } from "#db/schema/users.ts";
import { hashToken } from "#lib/core/ids.ts";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { filesGateway } from "#lib/http/files/files-gateway.ts";
import { passwordStamp } from "#lib/http/session.ts";
import { sessionCookieName, sessionSecret } from "#lib/http/session-cookie.ts";
import { documentFolder } from "#lib/hub/kept-documents.ts";
import { writeCursor } from "#lib/integrations/cursor.ts";
import { openEcoDms } from "#tests/support/ecodms-archive.ts";
import { serveAnswerer } from "#tests/support/serve-answerer.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Every route on a studio with an ecoDMS of its own, whose variables are the process's. */
async function openRoutes(options: { licences?: number } = {}) {
  const { archive, system, variables } = await openEcoDms({ now: Date.now, ...options });
  const studio = await openStudio({ variables: { ...variables, PARLOUR_RATE_LIMITS: "off" } });
  for (const name of Object.keys(process.env)) if (/^(NEXT|PARLOUR_)/.test(name)) delete process.env[name];
  Object.assign(process.env, variables, {
    DATABASE_URL: studio.url,
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_RATE_LIMITS: "off",
  });
  const slots: typeof globalThis & { [slot: symbol]: unknown } = globalThis;
  delete slots[Symbol.for("parlour.env")];
  slots[Symbol.for("parlour.database")] = studio.db;
  insertTestUsers(studio.db);
  const addToken = (token: string, userId: string, scopes: string[] | null = null) =>
    studio.db
      .insert(apiTokens)
      .values({ id: token, userId, name: token, scopes, tokenHash: hashToken(token), createdAt: 0 })
      .run();
  addToken("staff", "user-staff");
  addToken("mara", "user-mara");
  addToken("reads", "user-staff", ["integrations:read"]);
  addToken("files", "user-staff", ["files:read"]);

  async function call(
    handler: Handler,
    sent: {
      as?: string | null;
      id?: string;
      query?: Record<string, string>;
      body?: unknown;
      of?: Endpoint;
    } = {},
  ) {
    const { as = "staff", id, query = {}, body, of } = sent;
    const address = new URL("http://localhost:3000/api/integrations/ecodms");
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const request = new Request(address, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...(as === null ? {} : { Authorization: `Bearer ${as}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const params: Record<string, string> = id === undefined ? {} : { id };
    const response = await handler(request, { params: Promise.resolve(params) });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const answer = isJson ? JSON.parse(bytes.toString("utf8")) : null;
    // The answer is what the API's description says.
    if (response.ok && of && isJson) expect(of.response?.safeParse(answer).error).toBeUndefined();
    return { status: response.status, headers: response.headers, bytes, answer };
  }
  const [documents, search, one, folders, classifications] = await Promise.all([
    import("#app/api/integrations/ecodms/documents/route.ts"),
    import("#app/api/integrations/ecodms/documents/search/route.ts"),
    import("#app/api/integrations/ecodms/documents/[id]/route.ts"),
    import("#app/api/integrations/ecodms/folders/route.ts"),
    import("#app/api/integrations/ecodms/classifications/route.ts"),
  ]);
  // In front of Next.
  const { db, env, now } = studio.ctx();
  const gateway = filesGateway({ db, env, now });
  const address = await serveAnswerer((request, response) => gateway.answer(request, response, "127.0.0.1"));
  const download = {
    GET: async (request: Request, context: Parameters<Handler>[1]) => {
      const { id } = await context.params;
      const { search: query } = new URL(request.url);
      return fetch(`${address}/api/integrations/ecodms/documents/${id}/download${query}`, request);
    },
  };
  const user = studio.db.select().from(users).where(eq(users.id, "user-staff")).get();
  if (!user) throw new Error("no user");
  const session = { secret: sessionSecret(env), token: { sub: user.id, stamp: passwordStamp(user) } };
  const cookie = `${sessionCookieName(env)}=${await encode(session)}`;
  const paidCalls = () =>
    studio.db
      .select()
      .from(integrationCosts)
      .all()
      .reduce((sum, { calls }) => sum + calls, 0);
  return {
    address,
    archive,
    cookie,
    system,
    studio,
    call,
    documents,
    search,
    one,
    download,
    folders,
    classifications,
    paidCalls,
  };
}

test("documents page by page, each once; of a folder; and what is no page", async () => {
  const { call, documents, studio } = await openRoutes();
  const ids: number[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: "7", ...(cursor === null ? {} : { cursor }) };
    const { status, answer } = await call(documents.GET, { query, of: endpoints.listEcodmsDocuments });
    expect(status).toBe(200);
    ids.push(...answer.documents.map(({ id }: { id: number }) => id));
    cursor = answer.nextCursor;
  } while (cursor !== null);
  expect(ids).toEqual(Array.from({ length: 26 }, (_, index) => 26 - index));

  const ofFolder = await call(documents.GET, { query: { folder: "3" }, of: endpoints.listEcodmsDocuments });
  expect(ofFolder.answer.documents.map(({ name }: { name: string }) => name)).toEqual([
    "Hygiene plan.pdf",
    "Hygiene plan.pdf",
  ]);
  // In the studio's zone, on the studio's clock.
  expect(ofFolder.answer.documents[0].modifiedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.000Z$/);
  const wrong: [Record<string, string>, string][] = [
    [{ limit: "0" }, "limit"],
    [{ limit: "101" }, "limit"],
    [{ folder: "../1" }, "folder"],
    [{ cursor: "x" }, "cursor"],
    [{ cursor: writeCursor("todoist.tasks", 5) }, "cursor"],
    [{ cursor: writeCursor("ecodms.documents", "5 or 1=1") }, "cursor"],
  ];
  for (const [query, field] of wrong)
    expect(await call(documents.GET, { query }), JSON.stringify(query)).toMatchObject({
      status: 422,
      answer: { code: "invalid_input", errors: { [field]: expect.any(Array) } },
    });
  expect(studio.env.ECODMS_ARCHIVE_ID).toBe("1");
});

test("a search takes filters that ecoDMS knows, and says what it refuses", async () => {
  const { call, search, system } = await openRoutes();
  const filters = [{ attribute: "bemerkung", operator: "ilike", value: "consent" }];
  const found = await call(search.POST, {
    body: { filters, limit: 5 },
    as: "reads",
    of: endpoints.searchEcodmsDocuments,
  });
  expect([found.status, found.answer.documents.length]).toEqual([200, 5]);
  const words = [{ attribute: "fulltext", operator: "=", value: "Document 17" }];
  const said = await call(search.POST, { body: { filters: words } });
  expect(said.answer.documents).toMatchObject([{ id: 17 }]);
  const next = await call(search.POST, { body: { filters, limit: 5, cursor: found.answer.nextCursor } });
  expect(next.answer.documents[0].id).toBeLessThan(found.answer.documents[4].id);
  const asked = system.requests.length;
  for (const body of [
    {},
    { filters: [] },
    { filters: [{ attribute: "passwort", operator: "=", value: "1" }] },
    { filters: [{ attribute: "docid", operator: "; drop", value: "1" }] },
    { filters: [{ attribute: "docid", operator: "=", value: "a\u0000b" }] },
    { filters, limit: 1000 },
  ])
    expect(await call(search.POST, { body }), JSON.stringify(body)).toMatchObject({ status: 422 });
  expect(system.requests.length).toBe(asked);
  const refused = await call(search.POST, {
    body: { filters: [{ attribute: "status", operator: "ilike", value: "1" }] },
  });
  expect(refused).toMatchObject({ status: 422, answer: { code: "invalid_input" } });
  expect(refused.answer.detail).toContain("Invalid search operator");
});

test("one document, folders, classifications", async () => {
  const { call, one, folders, classifications } = await openRoutes();
  const shown = await call(one.GET, { id: "26", of: endpoints.showEcodmsDocument });
  expect(shown.answer.document).toMatchObject({ id: 26, versions: [{ id: 1 }, { id: 2 }] });
  expect(await call(one.GET, { id: "4711" })).toMatchObject({ status: 404, answer: { code: "not_found" } });
  for (const id of ["0", "-1", "1e3", "../folders", "5%2F..", "9".repeat(20)])
    expect(await call(one.GET, { id }), id).toMatchObject({ status: 422 });
  const tree = await call(folders.GET, { of: endpoints.listEcodmsFolders });
  expect(tree.answer.folders).toContainEqual({ id: "2.1", name: "Incoming invoices", parentId: "2" });
  const known = await call(classifications.GET, { of: endpoints.listEcodmsClassifications });
  expect(known.answer.statuses).toContainEqual({ id: "1", name: "ToDo" });
});

test("a document is paid for once, however many want it at once and later", async () => {
  const { archive, call, download, paidCalls } = await openRoutes();
  const all = await Promise.all(Array.from({ length: 20 }, () => call(download.GET, { id: "5" })));
  const [first] = all;
  expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(all.every(({ bytes }) => first?.bytes.equals(bytes))).toBe(true);
  expect(first?.bytes.toString("latin1")).toMatch(/^%PDF-1\.4[\s\S]*Document 5/);
  const {
    date: _date,
    connection: _connection,
    "keep-alive": _alive,
    ...headers
  } = Object.fromEntries(first?.headers ?? []);
  expect(headers).toEqual({
    "cache-control": "no-store",
    "content-disposition": expect.stringMatching(
      /^attachment; filename="Consent .*\.pdf"; filename\*=UTF-8''/,
    ),
    "content-length": String(first?.bytes.length),
    "content-security-policy": "sandbox; default-src 'none'",
    "content-type": "application/pdf",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
  for (const as of ["staff", "reads"]) expect((await call(download.GET, { id: "5", as })).status).toBe(200);
  expect([archive.paid().downloads, paidCalls()]).toEqual([1, 1]);

  const version = await call(download.GET, { id: "26", query: { version: "1" } });
  expect(version.bytes.toString("latin1")).toContain("(Version 1)");
  expect((await call(download.GET, { id: "26" })).bytes.toString("latin1")).toContain("(Version 2)");
  expect([archive.paid().downloads, paidCalls()]).toEqual([3, 3]);
  // The newest version is the same file, whether it is named or not.
  await call(download.GET, { id: "26", query: { version: "2" } });
  // Nor is it another one because of how it is classified.
  for (const row of archive.classifications)
    Object.assign(row.attributes, { ctimestamp: "2026-11-30 10:00:00", status: "1", bemerkung: "Renamed" });
  for (const id of ["5", "26"]) expect((await call(download.GET, { id })).status).toBe(200);
  expect([archive.paid().downloads, paidCalls()]).toEqual([3, 3]);
});

test("another site cannot spend the studio's money through a browser that is signed in", async () => {
  const { address, archive, cookie, paidCalls } = await openRoutes();
  const at = `${address}/api/integrations/ecodms/documents/5/download`;
  const read = async (headers: Record<string, string>) => (await fetch(at, { headers })).status;
  for (const site of ["cross-site", "same-site"])
    expect(await read({ Cookie: cookie, "Sec-Fetch-Site": site })).toBe(403);
  expect([archive.paid().downloads, paidCalls()]).toEqual([0, 0]);
  for (const site of ["same-origin", "none"])
    expect(await read({ Cookie: cookie, "Sec-Fetch-Site": site })).toBe(200);
  expect(await read({ Cookie: cookie })).toBe(200);
  expect(await read({ Authorization: "Bearer staff", "Sec-Fetch-Site": "cross-site" })).toBe(200);
  expect([archive.paid().downloads, paidCalls()]).toEqual([1, 1]);
});

test("what is not there, and HEAD, cost nothing", async () => {
  const { address, archive, call, download, paidCalls } = await openRoutes();
  expect(await call(download.GET, { id: "4711" })).toMatchObject({ status: 404 });
  expect(await call(download.GET, { id: "5", query: { version: "3" } })).toMatchObject({ status: 404 });
  expect(await call(download.GET, { id: "5", query: { version: "x" } })).toMatchObject({ status: 422 });
  expect(await call(download.GET, { id: "5", as: "mara" })).toMatchObject({ status: 403 });
  expect(await call(download.GET, { id: "5", as: null })).toMatchObject({ status: 401 });
  // Next answers it with 404, as everything that is no operation.
  const head = await fetch(`${address}/api/integrations/ecodms/documents/5/download`, { method: "HEAD" });
  expect(head.status).toBe(418);
  expect([archive.paid().downloads, paidCalls()]).toEqual([0, 0]);
});

test("a download whose answer was lost is not asked for again by itself", async () => {
  const { archive, system, call, download, paidCalls } = await openRoutes();
  system.faults.add({ match: /\/document\/5$/, drop: "after" });
  expect(await call(download.GET, { id: "5" })).toMatchObject({ status: 502 });
  expect([archive.paid().downloads, paidCalls()]).toEqual([1, 1]);
  system.faults.clear();
  system.faults.add({ match: /\/document\/5$/, status: 503 });
  expect(await call(download.GET, { id: "5" })).toMatchObject({ status: 502 });
  expect(system.requests.filter((one) => one.endsWith("/document/5"))).toHaveLength(2);
});

test("a download that breaks off is not kept; a kept file that was damaged is fetched anew", async () => {
  const { archive, system, studio, call, download, paidCalls } = await openRoutes();
  const folder = documentFolder(studio.env);
  system.faults.add({ match: /\/document\/5$/, cutAnswerAfterBytes: 100, times: 1 });
  const broken = await call(download.GET, { id: "5" });
  expect(broken).toMatchObject({ status: 502, answer: { code: "upstream_failed" } });
  expect(await readdir(folder)).toEqual([]);
  const whole = await call(download.GET, { id: "5" });
  expect(whole.status).toBe(200);
  const [file = ""] = await readdir(folder);
  await writeFile(path.join(folder, file), Buffer.alloc(2000, "x"));
  expect((await call(download.GET, { id: "5" })).bytes.equals(whole.bytes)).toBe(true);
  expect([archive.paid().downloads, paidCalls()]).toEqual([3, 3]);
});

test("only the front desk, and tokens with the scope", async () => {
  const { call, documents, search, one, download, folders, classifications } = await openRoutes();
  const body = { filters: [{ attribute: "docid", operator: ">", value: "0" }] };
  const operations: [Handler, { id?: string; body?: unknown }][] = [
    [documents.GET, {}],
    [search.POST, { body }],
    [one.GET, { id: "5" }],
    [download.GET, { id: "5" }],
    [folders.GET, {}],
    [classifications.GET, {}],
  ];
  for (const [handler, sent] of operations) {
    expect(await call(handler, { ...sent, as: null })).toMatchObject({ status: 401 });
    expect(await call(handler, { ...sent, as: "mara" })).toMatchObject({ status: 403 });
    expect(await call(handler, { ...sent, as: "files" })).toMatchObject({ status: 403 });
    expect(await call(handler, { ...sent, as: "reads" })).toMatchObject({ status: 200 });
  }
});

test("bad days: licences used, a wrong password, nobody there, not configured", async () => {
  const { archive, system, call, folders, documents } = await openRoutes({ licences: 0 });
  const full = await call(folders.GET);
  expect(full).toMatchObject({
    status: 502,
    answer: { code: "upstream_failed", upstream: { service: "ecodms", reason: "licences-used" } },
  });
  expect(full.answer.detail).toMatch(/^All connections of the ecoDMS licence are in use/);
  expect(Number(full.headers.get("retry-after"))).toBeGreaterThan(0);

  const slots: typeof globalThis & { [slot: symbol]: unknown } = globalThis;
  const change = (variables: Record<string, string | undefined>) => {
    for (const [name, value] of Object.entries(variables))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    delete slots[Symbol.for("parlour.env")];
  };
  change({ ECODMS_PASSWORD: "guessed" });
  const before = archive.wrongPasswords();
  for (const _again of [1, 2, 3]) {
    const refused = await call(folders.GET);
    expect(refused).toMatchObject({ status: 502, answer: { upstream: { kind: "auth" } } });
    expect(JSON.stringify(refused.answer)).not.toContain("guessed");
  }
  expect(archive.wrongPasswords()).toBe(before + 1);
  change({ ECODMS_PASSWORD: "parlour-demo", ECODMS_ARCHIVE_ID: undefined });
  expect(await call(documents.GET)).toMatchObject({
    status: 503,
    answer: { code: "ecodms_not_configured", detail: expect.stringContaining("ECODMS_ARCHIVE_ID") },
  });
  expect(system.requests.some((one) => /document\/\d/.test(one))).toBe(false);
});
