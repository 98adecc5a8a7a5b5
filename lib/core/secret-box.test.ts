import { expect, test } from "vitest";
import { type Env, parseEnv } from "./env.ts";
import { isOutdated, openSecret, sealSecret } from "./secret-box.ts";

const withKey = (key: string, previous?: string): Env =>
  parseEnv({ PARLOUR_ENCRYPTION_KEY: key, PARLOUR_ENCRYPTION_KEY_PREVIOUS: previous });
const first = withKey("the first key of the studio");

test("what was sealed opens, and only for its purpose", () => {
  const sealed = sealSecret(first, "connection:mara", "äpp-pässword");
  expect(sealed).not.toContain("pässword");
  expect(openSecret(first, "connection:mara", sealed)).toBe("äpp-pässword");
  expect(openSecret(first, "connection:theo", sealed)).toBeNull();
});

test("the same secret never looks the same twice", () => {
  expect(sealSecret(first, "p", "x")).not.toBe(sealSecret(first, "p", "x"));
});

test("a new key opens what the previous one sealed, while that one is named", () => {
  const sealed = sealSecret(first, "p", "secret");
  const second = withKey("the second key of the studio", "the first key of the studio");
  expect([openSecret(second, "p", sealed), isOutdated(second, sealed)]).toEqual(["secret", true]);
  const again = sealSecret(second, "p", "secret");
  expect(isOutdated(second, again)).toBe(false);
  expect(openSecret(withKey("the second key of the studio"), "p", sealed)).toBeNull();
  expect(openSecret(withKey("the second key of the studio"), "p", again)).toBe("secret");
});

test.each([
  ["nothing", ""],
  ["no secret of ours", "hello"],
  ["a short one", "v1.abc.def.ghi"],
  ["dots", "...."],
])("%s opens to nothing", (_name, text) => {
  expect(openSecret(first, "p", text)).toBeNull();
});

test("a changed byte is noticed", () => {
  const sealed = sealSecret(first, "p", "secret");
  const at = sealed.length - 3;
  const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
  expect(openSecret(first, "p", changed)).toBeNull();
});
