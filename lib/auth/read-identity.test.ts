import { describe, expect, test } from "vitest";
import { parseEnv } from "#lib/core/env.ts";
import { identityProviders } from "./identity.ts";
import { readIdentity } from "./read-identity.ts";

const configured = {
  NEXTCLOUD_BASE_URL: "https://cloud.example/nc/",
  NEXTCLOUD_OAUTH_CLIENT_ID: "id",
  NEXTCLOUD_OAUTH_CLIENT_SECRET: "secret",
  OIDC_ISSUER: "https://id.example/realms/studio/",
  OIDC_CLIENT_ID: "parlour",
  OIDC_CLIENT_SECRET: "secret",
  OIDC_NAME: "Studio-Konto",
};
const env = parseEnv(configured);

test("what is configured has a button; another server's people are other people", () => {
  expect(identityProviders(parseEnv({}))).toEqual([]);
  expect(identityProviders(env)).toEqual([
    { id: "nextcloud", label: "Nextcloud", key: "nextcloud:https://cloud.example/nc" },
    { id: "oidc", label: "Studio-Konto", key: "oidc:https://id.example/realms/studio" },
  ]);
});

describe("OpenID Connect claims", () => {
  const claims = {
    iss: "https://id.example/realms/studio/",
    sub: "4711",
    email: "mara@example.org",
    email_verified: true,
    name: "Mara",
    groups: ["artists"],
  };
  const read = (more: object, variables = {}) =>
    readIdentity(parseEnv({ ...configured, ...variables }), "oidc", { ...claims, ...more });

  test("become an identity", () => {
    expect(read({})).toEqual({
      provider: "oidc:https://id.example/realms/studio",
      subject: "4711",
      name: "Mara",
      email: "mara@example.org",
      emailVerified: true,
      groups: ["artists"],
    });
  });

  test.each([false, "true", 1, null, undefined, {}])(
    "a mail is verified by true only, not by %j",
    (value) => {
      expect(read({ email_verified: value })?.emailVerified).toBe(false);
    },
  );

  test.each<[string, object]>([
    ["another issuer", { iss: "https://evil.example" }],
    ["an issuer that only begins like ours", { iss: "https://id.example/realms/studio2" }],
    ["no issuer", { iss: undefined }],
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["a subject that is a number", { sub: 4711 }],
    ["a subject beyond measure", { sub: "x".repeat(256) }],
  ])("%s is nobody", (_name, more) => {
    expect(read(more)).toBeNull();
  });

  test.each([null, "", "nobody", "a@b@c", 5, `${"x".repeat(250)}@example.org`])("%j is no mail", (email) => {
    expect(read({ email })?.email).toBeNull();
  });

  test("names are one line of at most 120 characters, and need not be there", () => {
    expect(read({ name: " Ma\nra\u0000 " })?.name).toBe("Ma ra");
    expect(read({ name: "x".repeat(500) })?.name).toHaveLength(120);
    expect(read({ name: undefined, preferred_username: "mara" })?.name).toBe("mara");
    expect(read({ name: 5 })?.name).toBeNull();
  });

  test.each<[string, object, string[] | null]>([
    ["groups", { groups: undefined }, null],
    ["groups", { groups: "one" }, ["one"]],
    ["groups", { groups: [1] }, null],
    ["groups", { groups: { a: 1 } }, null],
    ["realm_access.roles", { realm_access: { roles: ["boss"] } }, ["boss"]],
    ["realm_access.roles", { "realm_access.roles": ["whole name"] }, ["whole name"]],
    ["realm_access.roles", { realm_access: "roles" }, null],
    ["__proto__.x", {}, null],
    ["constructor.name", {}, null],
  ])("the claim %s of %j", (name, more, expected) => {
    expect(read(more, { OIDC_ROLE_CLAIM: name })?.groups).toEqual(expected);
  });
});

describe("Nextcloud's user", () => {
  // As recorded from a real server, OCS v2 /cloud/user.
  const owner = {
    id: "mara",
    enabled: true,
    email: "mara@example.org",
    groups: ["artists"],
    "display-name": "Mara",
    quota: { quota: -3 },
  };
  const read = (more: object, variables = {}) =>
    readIdentity(parseEnv({ ...configured, ...variables }), "nextcloud", {
      sub: "mara",
      owner: { ...owner, ...more },
    });

  test("becomes an identity whose mail nobody has verified", () => {
    expect(read({})).toEqual({
      provider: "nextcloud:https://cloud.example/nc",
      subject: "mara",
      name: "Mara",
      email: "mara@example.org",
      emailVerified: false,
      groups: ["artists"],
    });
  });

  test("has a verified mail where the studio says so, if it has one", () => {
    expect(read({}, { NEXTCLOUD_OAUTH_TRUST_MAIL: "on" })?.emailVerified).toBe(true);
    expect(read({ email: null }, { NEXTCLOUD_OAUTH_TRUST_MAIL: "on" })).toMatchObject({ email: null });
  });

  test("without an id is nobody", () => {
    expect(read({ id: "" })).toBeNull();
    expect(readIdentity(env, "nextcloud", undefined)).toBeNull();
    expect(readIdentity(parseEnv({}), "nextcloud", { sub: "mara", owner })).toBeNull();
  });
});
