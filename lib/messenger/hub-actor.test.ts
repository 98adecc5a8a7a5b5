import { type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { expect, test } from "vitest";
import { HUB_KEY, openHouse } from "#tests/support/messenger-stream.ts";
import { hubActor } from "./hub-actor.ts";

const NOW_SECONDS = Date.parse("2026-12-01T12:00:00Z") / 1000;
const CLAIMS = {
  iss: "aesystek-hub",
  sub: "17",
  role: "manager",
  tenant_id: "hub",
  display_name: "Nora Hall",
  exp: NOW_SECONDS + 60,
};

function signed(claims: JWTPayload, { key = HUB_KEY, alg = "HS256" } = {}): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key));
}

test("a hub token says who somebody is", async () => {
  expect(await hubActor(await openHouse(), await signed(CLAIMS))).toEqual({
    kind: "hub",
    tenantId: "hub",
    hubUserId: "17",
    role: "user",
    name: "Nora Hall",
    endsAt: (NOW_SECONDS + 60) * 1000,
  });
});

test.each([
  ["super_admin", "admin"],
  ["admin", "admin"],
  ["manager", "user"],
  ["user", "user"],
  ["terminal", "user"],
  ["viewer", "viewer"],
  ["Admin", "viewer"],
  ["constructor", "viewer"],
  [undefined, "viewer"],
])("the role %s is %s here", async (role, expected) => {
  expect(await hubActor(await openHouse(), await signed({ ...CLAIMS, role }))).toMatchObject({
    role: expected,
  });
});

test.each([
  ["17", "  ", "17"],
  ["17", "No\u0000ra\n\u202eHall", "Nora Hall"],
  ["17", `${"a".repeat(199)}😀`, `${"a".repeat(199)}…`],
])("of %s, called %j, the name is %j", async (sub, display_name, name) => {
  expect(await hubActor(await openHouse(), await signed({ ...CLAIMS, sub, display_name }))).toMatchObject({
    name,
  });
});

test.each<[string, () => Promise<string> | string]>([
  ["has ended", () => signed({ ...CLAIMS, exp: NOW_SECONDS - 31 })],
  ["never ends", () => signed({ ...CLAIMS, exp: undefined })],
  ["is not good yet", () => signed({ ...CLAIMS, nbf: NOW_SECONDS + 60 })],
  ["is of another hub", () => signed({ ...CLAIMS, iss: "another-hub" })],
  ["is of nobody", () => signed({ ...CLAIMS, sub: " " })],
  ["has another key", () => signed(CLAIMS, { key: "a-key-that-is-not-the-hubs" })],
  ["is signed otherwise", () => signed(CLAIMS, { alg: "HS512", key: HUB_KEY.repeat(3) })],
  ["is not signed", () => new UnsecuredJWT(CLAIMS).encode()],
  ["is endless text", () => `eyJ${"a".repeat(9000)}.a.b`],
])("one that %s is refused", async (_what, token) => {
  await expect(hubActor(await openHouse(), await token())).rejects.toMatchObject({ code: "not_signed_in" });
});

test("without the hub's key none is taken", async () => {
  const house = await openHouse({ HUB_SECRET_KEY: "" });
  await expect(hubActor(house, await signed(CLAIMS))).rejects.toMatchObject({
    code: "messenger_not_configured",
  });
});
