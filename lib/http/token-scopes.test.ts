import { describe, expect, test } from "vitest";
import { apiTokens } from "#db/schema/users.ts";
import { allowsScope, SCOPES } from "#lib/auth/scopes.ts";
import { hashToken } from "#lib/core/ids.ts";
import { createToken } from "#lib/users/create-token.ts";
import { openGatewayStudio } from "#tests/support/gateway-studio.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";
import { resolveActor } from "./resolve-actor.ts";

const sessions = Object.entries<Endpoint>(endpoints).filter(([, { access }]) => access === "session");

function addToken(studio: Pick<TestStudio, "db">, token: string, scopes: string[] | null): void {
  studio.db
    .insert(apiTokens)
    .values({
      id: token,
      userId: "user-admin",
      name: token,
      scopes,
      tokenHash: hashToken(token),
      createdAt: 0,
    })
    .run();
}

/** Searches whose question is too long for an address. */
const READS_BY_POST = ["searchEcodmsDocuments"];

test("every operation has a scope, and one that changes something never one for reading", () => {
  expect(sessions.length).toBeGreaterThan(50);
  for (const [name, { scope, method }] of sessions) {
    expect([...SCOPES, "everything"], name).toContain(scope);
    if (method !== "GET" && !READS_BY_POST.includes(name)) expect(scope, name).not.toMatch(/:read$/);
  }
});

test("every operation is refused to a token without its scope, and open to one with nothing else", async () => {
  const studio = await openStudio();
  insertTestUsers(studio.db);
  addToken(studio, "before-scopes", null);
  addToken(studio, "all", [...SCOPES]);
  addToken(studio, "none", []);
  for (const scope of SCOPES) {
    addToken(studio, `only-${scope.replace(":", ".")}`, [scope]);
    const others = SCOPES.filter((other) => !allowsScope([other], scope));
    addToken(studio, `all-but-${scope.replace(":", ".")}`, others);
  }
  const as = (token: string, endpoint: Endpoint) =>
    resolveActor(
      studio.ctx(),
      { method: endpoint.method, headers: new Headers({ authorization: `Bearer ${token}` }) },
      endpoint,
    );
  for (const [name, endpoint] of sessions) {
    const needed = endpoint.scope ?? "";
    const named = needed.replace(":", ".");
    const refused = needed === "everything" ? ["none", "all-but-talk.write"] : ["none", `all-but-${named}`];
    for (const token of refused)
      await expect(as(token, endpoint), `${name} with ${token}`).rejects.toMatchObject({
        code: "not_allowed",
        message: expect.stringContaining(needed === "everything" ? "may do everything" : needed),
      });
    const own = needed === "everything" ? [] : [`only-${named}`, `only-${named.replace("read", "write")}`];
    for (const token of ["before-scopes", "all", ...own])
      expect((await as(token, endpoint)).kind, `${name} with ${token}`).toBe("admin");
  }
});

test("an operation that forgot its scope is closed to every limited token", async () => {
  const studio = await openStudio();
  insertTestUsers(studio.db);
  addToken(studio, "reads", ["studio:read"]);
  const headers = new Headers({ authorization: "Bearer reads" });
  const forgotten = { method: "GET", path: "/api/new" } as const;
  await expect(resolveActor(studio.ctx(), { method: "GET", headers }, forgotten)).rejects.toMatchObject({
    code: "not_allowed",
  });
});

test("files are served to tokens for files only, before a byte of the body is read", async () => {
  const studio = await openGatewayStudio();
  await studio.put("a.txt", "words");
  addToken(studio, "reads-files", ["files:read"]);
  addToken(studio, "books", ["appointments:write", "customers:write"]);
  const send = async (token: string, method: string, body?: string) => {
    const answer = await studio.send({
      method,
      path: method === "PUT" ? "/api/crm/nextcloud/upload" : "/api/crm/nextcloud/file",
      query: { path: method === "PUT" ? "b.txt" : "a.txt" },
      headers: { authorization: `Bearer ${token}` },
      ...(body && { body }),
      as: null,
    });
    return [answer.status, answer.json.detail ?? answer.text];
  };
  expect(await send("reads-files", "GET")).toEqual([200, "words"]);
  expect(await send("reads-files", "PUT", "more")).toEqual([403, expect.stringContaining("files:write")]);
  expect(await send("books", "GET")).toEqual([403, expect.stringContaining("files:read")]);
  expect(await studio.names()).toEqual(["a.txt"]);
});

describe("a token made with a token", () => {
  const make = async (own: string[] | undefined, scopes: (typeof SCOPES)[number][] | null) => {
    const studio = await openStudio();
    insertTestUsers(studio.db);
    const ctx = studio.ctx("staff");
    const actor = {
      kind: "staff" as const,
      userId: "user-staff",
      name: "Front Desk",
      ...(own && { scopes: own }),
    };
    return (await createToken({ ...ctx, actor }, { name: "more", scopes })).token.scopes;
  };
  test("has at most its scopes", async () => {
    expect(await make(undefined, null)).toBeNull();
    expect(await make(undefined, ["files:read"])).toEqual(["files:read"]);
    expect(await make(["studio:write", "files:read"], ["studio:read", "files:read"])).toEqual([
      "studio:read",
      "files:read",
    ]);
    for (const more of [null, ["files:write"], ["talk:read"]] as const)
      await expect(make(["studio:write", "files:read"], more && [...more])).rejects.toMatchObject({
        code: "not_allowed",
      });
  });
});
