import { expect, test } from "vitest";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { requireSameOrigin } from "./same-origin.ts";

const env = testEnvironment("file:unused");

function isOwn(method: string, headers: Record<string, string>): boolean {
  const request = new Request("https://studio.example/api", { method });
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  try {
    requireSameOrigin(request, env);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "not_allowed" });
    return false;
  }
}

test.each<[string, string, Record<string, string>, boolean]>([
  ["a form of ours", "POST", { Origin: "https://studio.example" }, true],
  [
    "a form of ours, said twice",
    "DELETE",
    { Origin: "https://studio.example", "Sec-Fetch-Site": "same-origin" },
    true,
  ],
  ["another site", "POST", { Origin: "https://evil.example" }, false],
  ["another site that deletes", "DELETE", { Origin: "https://evil.example" }, false],
  ["a name that begins like ours", "POST", { Origin: "https://studio.example.evil.example" }, false],
  ["another scheme", "POST", { Origin: "http://studio.example" }, false],
  ["another port", "PATCH", { Origin: "https://studio.example:8443" }, false],
  ["an opaque origin", "POST", { Origin: "null" }, false],
  ["an origin hidden, cross-site", "POST", { "Sec-Fetch-Site": "cross-site" }, false],
  ["an origin hidden, same-site only", "PUT", { "Sec-Fetch-Site": "same-site" }, false],
  ["an origin hidden, same-origin", "PUT", { "Sec-Fetch-Site": "same-origin" }, true],
  ["a person's own doing", "POST", { "Sec-Fetch-Site": "none" }, true],
  ["a program", "POST", {}, true],
  ["reading from anywhere", "GET", { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }, true],
  ["the host it was asked at", "POST", { Origin: "https://192.0.2.7:3000", Host: "192.0.2.7:3000" }, true],
])("%s", (_name, method, headers, expected) => {
  expect(isOwn(method, headers)).toBe(expected);
});
