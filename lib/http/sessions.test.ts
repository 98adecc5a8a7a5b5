import { beforeAll, describe, expect, test } from "vitest";
import type { UserRow } from "#db/queries/users.ts";
import { users } from "#db/schema/users.ts";
import { actorOfUser } from "#lib/auth/actor-of-user.ts";
import { hashPassword } from "#lib/auth/passwords.ts";
import { openStudio, testEnvironment } from "#tests/support/test-studio.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { requestLocale } from "./request-locale.ts";
import { isSecure, sessionCookieName, sessionSecret } from "./session-cookie.ts";

const user: UserRow = {
  id: "u",
  email: "nora@example.org",
  name: "Nora",
  role: "staff",
  artistId: null,
  passwordHash: "scrypt$a$b",
  active: true,
  sessionEpoch: 0,
  createdAt: 0,
};

describe("a session", () => {
  let session: typeof import("./session.ts");
  beforeAll(async () => {
    session = await import("./session.ts");
  });

  test("is stamped with the password: a new one ends it, nothing else does", async () => {
    const stamp = session.passwordStamp(user);
    expect(session.passwordStamp({ ...user })).toBe(stamp);
    expect(session.passwordStamp({ ...user, passwordHash: await hashPassword("x") })).not.toBe(stamp);
    expect(session.passwordStamp({ ...user, passwordHash: null })).not.toBe(stamp);
    expect(stamp).not.toContain("scrypt");
  });

  test.each<[string, Partial<UserRow>, object]>([
    ["an admin", { role: "admin" }, { kind: "admin", userId: "u", name: "Nora" }],
    ["somebody of the staff", {}, { kind: "staff", userId: "u", name: "Nora" }],
    [
      "an artist",
      { role: "artist", artistId: "mara" },
      { kind: "artist", userId: "u", artistId: "mara", name: "Nora" },
    ],
  ])("speaks for %s", (_name, more, actor) => {
    expect(actorOfUser({ ...user, ...more })).toEqual(actor);
  });

  test("is there for somebody without a password too, until they choose one or are deactivated", async () => {
    const studio = await openStudio();
    const invited = { ...user, passwordHash: null };
    studio.db.insert(users).values(invited).run();
    const token = { sub: "u", stamp: session.passwordStamp(invited) };
    const kind = async () => (await session.actorOfSession(studio.db, token)).kind;
    expect(await kind()).toBe("staff");
    studio.db.update(users).set({ sessionEpoch: 1 }).run();
    expect(await kind()).toBe("customer");
    studio.db.update(users).set({ sessionEpoch: 0, passwordHash: "scrypt$a$b" }).run();
    expect(await kind()).toBe("customer");
  });

  test("keeps the stamp it was made with, and is empty once the user is not active", async () => {
    const studio = await openStudio();
    studio.db.insert(users).values(user).run();
    process.env.NEXTAUTH_SECRET = "a-secret-of-the-tests-1234";
    process.env.DATABASE_URL = studio.url;
    const { authOptions } = await import("./auth-options.ts");
    const jwt = authOptions().callbacks?.jwt;
    const renew = (token: Record<string, unknown>) => jwt?.({ token, user: { id: "u" }, account: null });
    const first = await renew({ sub: "u" });
    expect(first).toMatchObject({ sub: "u", role: "staff", stamp: session.passwordStamp(user) });
    studio.db.update(users).set({ passwordHash: "scrypt$c$d", role: "admin" }).run();
    expect(await renew({ ...first })).toMatchObject({ role: "admin", stamp: session.passwordStamp(user) });
    studio.db.update(users).set({ active: false }).run();
    expect(await renew({ ...first })).toEqual({});
    expect(await renew({ sub: "nobody" })).toEqual({});
    expect(await renew({})).toEqual({});
  });
});

test("the cookie is a secure one exactly where the studio is reached over https", () => {
  const env = testEnvironment("file:unused");
  expect([isSecure(env), sessionCookieName(env)]).toEqual([true, "__Secure-next-auth.session-token"]);
  const plain = { ...env, NEXTAUTH_URL: "http://localhost:3000" };
  expect([isSecure(plain), sessionCookieName(plain)]).toEqual([false, "next-auth.session-token"]);
  expect(() => sessionSecret({ ...env, NEXTAUTH_SECRET: undefined })).toThrow("NEXTAUTH_SECRET");
});

const withHeaders = (headers: Record<string, string>) => new Request("http://localhost/", { headers });

test.each<[Record<string, string>, string]>([
  [{}, "en"],
  [{ "accept-language": "de-AT,de;q=0.9,en;q=0.5" }, "de"],
  [{ "accept-language": "fr,en;q=0.5,de;q=0.2" }, "en"],
  [{ "accept-language": "de;q=0.1,en" }, "en"],
  [{ "accept-language": ";;;,=" }, "en"],
])("the language of %o is %s", (headers, locale) => {
  expect(requestLocale(withHeaders(headers))).toBe(locale);
});

test("an Idempotency-Key is optional and at most 200 characters", () => {
  expect(idempotencyKey(withHeaders({}))).toBeUndefined();
  expect(idempotencyKey(withHeaders({ "Idempotency-Key": " " }))).toBeUndefined();
  expect(idempotencyKey(withHeaders({ "Idempotency-Key": " a " }))).toBe("a");
  expect(() => idempotencyKey(withHeaders({ "Idempotency-Key": "x".repeat(201) }))).toThrow("200");
});
