import { describe, expect, test } from "vitest";
import { parseEnv } from "#lib/core/env.ts";
import { roleOfGroups } from "./role-of-groups.ts";

const rulesOf = (map: string) => parseEnv({ PARLOUR_ROLE_MAP: map }).PARLOUR_ROLE_MAP;
const map = "studio-admins=admin, studio-staff=staff,artists=artist";

type Role = "admin" | "staff" | "artist";

describe("the role after signing in", () => {
  test.each<[string, string, string[] | null, Role, string | null, Role]>([
    ["stays without a mapping", "", ["studio-admins"], "staff", null, "staff"],
    ["stays when the provider says nothing about groups", map, null, "admin", null, "admin"],
    ["is what the group says", map, ["studio-admins"], "staff", null, "admin"],
    [
      "is the strongest of several",
      map,
      ["artists", "studio-staff", "studio-admins"],
      "artist",
      "mara",
      "admin",
    ],
    ["is staff before artist", map, ["artists", "studio-staff"], "artist", "mara", "staff"],
    ["goes back to artist", map, ["artists"], "staff", "mara", "artist"],
    ["is not artist without the artist", map, ["artists"], "staff", null, "staff"],
    ["an admin who is only an artist now, without the artist", map, ["artists"], "admin", null, "staff"],
    ["stays staff with groups that say nothing", map, ["choir"], "staff", null, "staff"],
    ["stays artist with groups that say nothing", map, [], "artist", "mara", "artist"],
    ["admin goes with the admins' group", map, ["choir"], "admin", null, "staff"],
    ["admin goes, and the artist is left", map, [], "admin", "mara", "artist"],
    ["admin stays where the mapping does not hand it out", "studio-staff=staff", [], "admin", null, "admin"],
    ["names are compared exactly", map, ["Studio-Admins", "studio-admins "], "staff", null, "staff"],
  ])("%s", (_name, text, groups, role, artistId, expected) => {
    expect(roleOfGroups(rulesOf(text), groups, { role, artistId })).toBe(expected);
  });
});

test("a mapping is read with its spaces, and a group's name may hold the divider", () => {
  expect(rulesOf(" a=b=admin , c d = staff ,,")).toEqual([
    { group: "a=b", role: "admin" },
    { group: "c d", role: "staff" },
  ]);
});

test.each(["studio-admins", "=admin", "a=owner", "a=admin,b"])("the mapping %j stops the start", (text) => {
  expect(() => rulesOf(text)).toThrow(/PARLOUR_ROLE_MAP: ".*" must look like group=role/);
});

const oidc = { OIDC_ISSUER: "https://id.example/", OIDC_CLIENT_ID: "parlour", OIDC_CLIENT_SECRET: "secret" };
const nextcloud = {
  NEXTCLOUD_BASE_URL: "https://cloud.example",
  NEXTCLOUD_OAUTH_CLIENT_ID: "id",
  NEXTCLOUD_OAUTH_CLIENT_SECRET: "secret",
};

test.each<[Record<string, string>, string]>([
  [oidc, "OIDC_ISSUER"],
  [oidc, "OIDC_CLIENT_ID"],
  [oidc, "OIDC_CLIENT_SECRET"],
  [nextcloud, "NEXTCLOUD_OAUTH_CLIENT_ID"],
  [nextcloud, "NEXTCLOUD_OAUTH_CLIENT_SECRET"],
  [nextcloud, "NEXTCLOUD_BASE_URL"],
])("half a group stops the start with one line that names what is missing", (group, name) => {
  expect(() => parseEnv(group)).not.toThrow();
  const { [name]: _gone, ...half } = group;
  expect(() => parseEnv(half)).toThrow(new RegExp(`^Configuration is not valid\\. ${name}: must be set too`));
  // Empty counts as absent.
  expect(() => parseEnv({ ...group, [name]: " " })).toThrow(`${name}: must be set too`);
});

test("creating users needs somebody to say who gets which role", () => {
  expect(() => parseEnv({ ...oidc, OIDC_CREATE_USERS: "on" })).toThrow("PARLOUR_ROLE_MAP: must be set too");
  expect(parseEnv({ ...oidc, OIDC_CREATE_USERS: "on", PARLOUR_ROLE_MAP: map }).PARLOUR_ROLE_MAP).toHaveLength(
    3,
  );
});
