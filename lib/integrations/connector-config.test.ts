import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { parseEnv } from "#lib/core/env.ts";
import { type Connector, defineConnector } from "./connector.ts";
import { configFingerprint, configOf, getMissingConfig, isConfigured } from "./connector-config.ts";
import { openConnector } from "./open-connector.ts";

const env = (variables: Record<string, string> = {}) =>
  parseEnv({
    NODE_ENV: "test",
    DATABASE_URL: "file:unused",
    NEXTAUTH_URL: "https://studio.example",
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_ENCRYPTION_KEY: "a-key-of-the-tests-123456",
    ...variables,
  });

/** A shop that lets in an app client, or a user. */
const shop: Connector = defineConnector({
  id: "shop",
  name: "Shop",
  docsUrl: "https://shop.example/docs",
  fields: {
    PLENTYONE_BASE_URL: { secret: false },
    PLENTYONE_CLIENT_ID: { secret: false },
    PLENTYONE_CLIENT_SECRET: { secret: true },
    PLENTYONE_TOKEN_URL: { secret: false },
    PLENTYONE_USERNAME: { secret: false },
    PLENTYONE_PASSWORD: { secret: true },
  },
  alternatives: [
    ["PLENTYONE_BASE_URL", "PLENTYONE_CLIENT_ID", "PLENTYONE_CLIENT_SECRET", "PLENTYONE_TOKEN_URL"],
    ["PLENTYONE_BASE_URL", "PLENTYONE_USERNAME", "PLENTYONE_PASSWORD"],
  ],
  baseUrl: (config) => config.PLENTYONE_BASE_URL,
  auth: { kind: "headers", headers: () => ({}) },
  test: async () => {},
  health: async () => {},
});

const base = { PLENTYONE_BASE_URL: "https://shop.example" };
const client = {
  PLENTYONE_CLIENT_ID: "parlour",
  PLENTYONE_CLIENT_SECRET: "geheim",
  PLENTYONE_TOKEN_URL: "https://shop.example/token",
};
const user = { PLENTYONE_USERNAME: "parlour", PLENTYONE_PASSWORD: "geheim" };

describe("what is missing is that of the alternative nearest to being whole", () => {
  test.each([
    [
      "nothing is set: the first",
      {},
      ["PLENTYONE_BASE_URL", "PLENTYONE_CLIENT_ID", "PLENTYONE_CLIENT_SECRET", "PLENTYONE_TOKEN_URL"],
    ],
    [
      "half a client",
      { ...base, PLENTYONE_CLIENT_ID: "parlour", PLENTYONE_CLIENT_SECRET: "geheim" },
      ["PLENTYONE_TOKEN_URL"],
    ],
    ["half a user", { ...base, PLENTYONE_USERNAME: "parlour" }, ["PLENTYONE_PASSWORD"]],
    ["a client without an address", client, ["PLENTYONE_BASE_URL"]],
    [
      "empty is as good as absent",
      { ...base, PLENTYONE_USERNAME: "parlour", PLENTYONE_PASSWORD: "" },
      ["PLENTYONE_PASSWORD"],
    ],
    ["a whole client", { ...base, ...client }, []],
    ["a whole user", { ...base, ...user }, []],
    ["a whole user beside half a client", { ...base, ...user, PLENTYONE_CLIENT_ID: "parlour" }, []],
  ])("%s", (_name, variables, missing) => {
    const environment = env(variables);
    expect(getMissingConfig(shop, environment)).toEqual(missing);
    expect(isConfigured(shop, environment)).toBe(missing.length === 0);
  });
});

test("every single variable of the one complete set is missed when it goes", () => {
  for (const set of [client, user])
    for (const name of [...Object.keys(base), ...Object.keys(set)]) {
      const left = Object.entries({ ...base, ...set }).filter(([kept]) => kept !== name);
      const environment = env(Object.fromEntries(left));
      expect(isConfigured(shop, environment)).toBe(false);
      expect(getMissingConfig(shop, environment)).toEqual([name]);
    }
});

test("an unconfigured connector opens no client and names what is missing", () => {
  const open = () => openConnector(shop, env({ ...base, PLENTYONE_USERNAME: "parlour" }));
  expect(open).toThrow("Shop not configured: PLENTYONE_PASSWORD missing.");
  expect(open).toThrow(expect.objectContaining({ kind: "not-configured", retryable: false }));
});

test("a connector sees its own variables only, absent ones as empty", () => {
  const config = configOf(shop, env({ ...base, TODOIST_API_TOKEN: "geheim" }));
  expect(Object.keys(config)).toEqual(Object.keys(shop.fields));
  expect(config).toMatchObject({ ...base, PLENTYONE_PASSWORD: "" });
});

test("the fingerprint moves with each variable, with none of another connector, and tells nothing", () => {
  const whole = { ...base, ...client, ...user };
  const print = (variables: Record<string, string>) => configFingerprint(shop, env(variables));
  const prints = Object.keys(whole).map((name) => print({ ...whole, [name]: "https://other.example" }));
  expect(new Set([print(whole), ...prints]).size).toBe(prints.length + 1);
  expect(print({ ...whole, TODOIST_API_TOKEN: "x" })).toBe(print(whole));
  expect(inspect(print(whole))).toMatch(/^'[0-9a-f]{24}'$/);
});
