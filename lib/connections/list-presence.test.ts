import { expect, test } from "vitest";
import { MINUTE } from "#lib/core/clock.ts";
import { openConnectionStudio } from "#tests/support/connection-studio.ts";
import { listPresence } from "./list-presence.ts";

const STATUSES = "GET /ocs/v2.php/apps/user_status/api/v1/statuses?limit=200&offset=0";

async function withStatus() {
  const studio = await openConnectionStudio();
  await studio.connect("staff", "staff");
  const setStatus = (statusType: string) =>
    studio.cloud.send({
      user: "mara",
      method: "PUT",
      path: "/ocs/v2.php/apps/user_status/api/v1/user_status/status",
      headers: { "OCS-APIRequest": "true", Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify({ statusType }),
    });
  return { ...studio, setStatus };
}

test("shows how an artist is, asked once a minute however often one looks", async () => {
  const studio = await withStatus();
  await studio.setStatus("dnd");
  const look = async () =>
    (await listPresence(studio.ctx("staff"))).filter(({ artistId }) => artistId === "mara");
  const [first, again] = await Promise.all([look(), look()]);
  expect(first).toMatchObject([{ artistId: "mara", status: "dnd" }]);
  expect(again).toEqual(first);
  expect(JSON.stringify(first)).not.toContain("userId");
  await studio.setStatus("online");
  expect(await look()).toEqual(first);
  expect(studio.asked()).toEqual([STATUSES]);
  studio.clock.advance(MINUTE);
  expect(await look()).toMatchObject([{ artistId: "mara", status: "online" }]);
});

test("is empty without a connection and when Nextcloud fails, and tells an artist nothing of others", async () => {
  const studio = await withStatus();
  await studio.setStatus("away");
  expect(await listPresence(studio.ctx("admin"))).toEqual([]);
  await studio.connect("theo", "theo");
  expect((await listPresence(studio.ctx("theo"))).map(({ artistId }) => artistId)).toEqual(["theo"]);
  studio.clock.advance(MINUTE);
  studio.cloud.cloud.faults.add({ match: /user_status/, status: 500 });
  expect(await listPresence(studio.ctx("staff"))).toEqual([]);
  await expect(listPresence(studio.ctx("customer"))).rejects.toMatchObject({ code: "not_signed_in" });
});
