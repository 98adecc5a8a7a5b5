import { expect, test } from "vitest";
import { readSignIn, readSignInError } from "./session-requests.ts";

const home = "http://localhost:3000";

test.each([
  [200, home, null, { kind: "signed_in" }],
  [401, `${home}/api/auth/error?error=CredentialsSignin&provider=credentials`, null, { kind: "refused" }],
  [200, `${home}/sign-in?error=CredentialsSignin`, null, { kind: "refused" }],
  [429, "", "840", { kind: "too_many", minutes: 14 }],
  [429, "", null, { kind: "too_many", minutes: null }],
  [401, `${home}/api/auth/error?error=rate_limited`, null, { kind: "too_many", minutes: null }],
  [200, `${home}/api/auth/signin?csrf=true`, null, { kind: "failed" }],
  [200, "", null, { kind: "failed" }],
  [500, "", null, { kind: "failed" }],
])("%s %s", (status, url, retryAfter, outcome) => {
  expect(readSignIn(status, url, retryAfter)).toEqual(outcome);
});

test.each([
  ["CredentialsSignin", "refused"],
  ["rate_limited", "too_many"],
  ["Configuration", "failed"],
  ["&csrf=true", "failed"],
])("sent back with %s", (error, kind) => {
  expect(readSignInError(error)).toBe(kind);
});
