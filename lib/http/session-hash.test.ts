import { decode, encode, type JWT } from "next-auth/jwt";
import { expect, test } from "vitest";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { sessionHash } from "./session-hash.ts";

const env = testEnvironment("file:unused");
const secret = env.NEXTAUTH_SECRET ?? "";
const name = "__Secure-next-auth.session-token";

const withHeaders = (headers: Record<string, string>) => new Request("https://studio.example/", { headers });
const ofCookie = (cookie: string) =>
  sessionHash(withHeaders({ Cookie: `theme=dark; ${name}=${cookie}; other=1` }), env);
const seal = (token: JWT) => encode({ token, secret });

test("a session keeps its hash when next-auth seals its cookie anew", async () => {
  const first = await seal({ sub: "u", sid: "one" });
  const again = await seal({ ...(await decode({ token: first, secret })) });
  expect(again).not.toBe(first);
  expect(await ofCookie(again)).toBe(await ofCookie(first));
});

test("two sessions of one person, and those of two people, differ", async () => {
  const hashes = await Promise.all(
    [
      { sub: "u", sid: "one" },
      { sub: "u", sid: "two" },
      { sub: "v", sid: "one" },
    ].map(async (token) => ofCookie(await seal(token))),
  );
  expect(new Set(hashes).size).toBe(3);
  expect(await ofCookie(await seal({ sub: "u" }))).not.toBe(await ofCookie(await seal({ sub: "u" })));
});

test("tokens are told apart, whatever cookie comes with them", async () => {
  const cookie = `${name}=${await seal({ sub: "u", sid: "one" })}`;
  const a = await sessionHash(withHeaders({ Authorization: "Bearer a" }), env);
  expect(await sessionHash(withHeaders({ Authorization: "bearer  a", Cookie: cookie }), env)).toBe(a);
  expect(await sessionHash(withHeaders({ Authorization: "Bearer b" }), env)).not.toBe(a);
  expect(a).toMatch(/^[0-9a-f]{64}$/);
});
