import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers, testUser } from "#tests/support/test-users.ts";
import { cookieOf } from "./request-head.ts";
import { resolveActor } from "./resolve-actor.ts";
import { passwordStamp } from "./session.ts";
import { sessionCookieName, sessionSecret } from "./session-cookie.ts";

const read = { method: "GET", path: "/api/crm/nextcloud/file" } as const;

test("a session's cookie speaks for its user, and changes nothing from another site", async () => {
  const studio = await openStudio();
  insertTestUsers(studio.db);
  const { db, env, now } = studio.ctx();
  const stamp = passwordStamp(testUser("user-staff"));
  const token = await encode({ token: { sub: "user-staff", stamp }, secret: sessionSecret(env) });
  const resolve = async (method: string, headers: Record<string, string>) =>
    (await resolveActor({ db, env, now }, { method, headers: new Headers(headers) }, read)).kind;
  const cookie = `theme=dark; ${sessionCookieName(env)}=${token}; other=1`;

  expect(await resolve("GET", { cookie })).toBe("staff");
  expect(await resolve("GET", { cookie, origin: "https://evil.example" })).toBe("staff");
  expect(await resolve("PUT", { cookie, origin: "https://studio.example" })).toBe("staff");
  await expect(resolve("PUT", { cookie, origin: "https://evil.example" })).rejects.toMatchObject({
    code: "not_allowed",
  });
  await expect(resolve("POST", { cookie, "sec-fetch-site": "cross-site" })).rejects.toMatchObject({
    code: "not_allowed",
  });
  for (const other of ["", "x=y", `${sessionCookieName(env)}=broken`, `x${cookie.slice(12)}`])
    expect(await resolve("GET", { cookie: other }), other).toBe("customer");
  await expect(resolve("GET", { cookie, authorization: "Bearer unknown" })).rejects.toMatchObject({
    code: "not_signed_in",
  });
});

test.each([
  ["a=1; b=2", "b", "2"],
  ["b=2", "b", "2"],
  ["a=1;b = x=y ;c", "b", "x=y"],
  ["bb=1; c", "b", undefined],
  ["", "b", undefined],
  ["=1; b", "b", undefined],
])("of the cookies %j, %s is %s", (header, name, value) => {
  expect(cookieOf({ headers: new Headers({ cookie: header }) }, name)).toBe(value);
});
