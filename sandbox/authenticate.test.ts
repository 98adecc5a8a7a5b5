import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud } from "./cloud-fixture.ts";
import { readDavError } from "./read-multistatus.ts";
import { cloudUsers } from "./users.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
});
afterAll(() => cloud.remove());

const calendars = "/remote.php/dav/calendars/mara/";
const files = "/remote.php/dav/files/mara/";

test.each([calendars, files])("%s: no credentials and wrong ones are 401 in sabre's words", async (path) => {
  for (const sent of [{ user: null }, { user: "mara", password: "wrong" }, { user: "nobody" }]) {
    const answer = await cloud.send({ ...sent, method: "PROPFIND", path, headers: { Depth: "0" } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Basic realm="Nextcloud"/);
    expect(readDavError(answer.body).exception).toBe("Sabre\\DAV\\Exception\\NotAuthenticated");
  }
});

test.each(["Bearer x", "Basic !!!", `Basic ${Buffer.from("nocolon").toString("base64")}`])(
  "the header %s is no sign-in",
  async (authorization) => {
    const headers = { Authorization: authorization, Depth: "0" };
    expect((await cloud.send({ user: null, method: "PROPFIND", path: calendars, headers })).status).toBe(401);
  },
);

test("every account signs in, with calendars and files of its own", async () => {
  expect([...cloudUsers.keys()]).toEqual(["mara", "theo", "june", "staff", "parlour"]);
  for (const user of cloudUsers.keys()) {
    for (const tree of [`calendars/${user}/personal`, `files/${user}`]) {
      const path = `/remote.php/dav/${tree}/`;
      expect((await cloud.send({ user, method: "PROPFIND", path, headers: { Depth: "0" } })).status).toBe(
        207,
      );
    }
  }
});

test("an app password signs in until it is revoked, also after a restart", async () => {
  const ocs = { "OCS-APIRequest": "true", Accept: "application/json" };
  const path = "/ocs/v2.php/core/getapppassword";
  const issued = await cloud.send({ user: "mara", path, headers: ocs });
  const password: string = JSON.parse(issued.body).ocs.data.apppassword;
  expect(password).toHaveLength(72);
  expect((await cloud.send({ user: "mara", password, path, headers: ocs })).status).toBe(403);
  expect((await cloud.send({ user: "theo", password, path, headers: ocs })).status).toBe(401);

  await cloud.restart();
  const look = { user: "mara", password, method: "PROPFIND", path: calendars, headers: { Depth: "0" } };
  expect((await cloud.send(look)).status).toBe(207);
  const revoke = { user: "mara", method: "DELETE", path: "/ocs/v2.php/core/apppassword", headers: ocs };
  expect((await cloud.send(revoke)).status).toBe(403);
  expect((await cloud.send({ ...revoke, password })).status).toBe(200);
  expect((await cloud.send({ ...revoke, password })).status).toBe(401);
  expect((await cloud.send(look)).status).toBe(401);
});
