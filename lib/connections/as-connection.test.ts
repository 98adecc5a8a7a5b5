import { expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { findConnection } from "#db/queries/connections.ts";
import { findOutboxRow, listOutbox } from "#db/queries/outbox.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { readOwnUser } from "#lib/nextcloud/cloud-user.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { changeUser } from "#lib/users/change-user.ts";
import { openConnectionStudio } from "#tests/support/connection-studio.ts";
import { asConnection } from "./as-connection.ts";
import { disconnect } from "./disconnect.ts";
import { listTalkRooms } from "./list-talk-rooms.ts";
import { showConnection } from "./show-connection.ts";

const WHO = "GET /ocs/v2.php/cloud/user";
const REVOKE = "DELETE /ocs/v2.php/core/apppassword";

async function openConnected() {
  const studio = await openConnectionStudio();
  await studio.connect("staff", "staff");
  const who = (ctx = studio.ctx("worker")) =>
    asConnection(ctx, "user-staff", async ({ transport, nextcloudUser }) => {
      const { id } = await readOwnUser(transport);
      return `${nextcloudUser}=${id}`;
    });
  /** As somebody does in Nextcloud's own settings. */
  const revokeElsewhere = async () => {
    const password = await studio.appPassword("user-staff");
    await studio.cloud.send({
      user: "staff",
      password,
      method: "DELETE",
      path: "/ocs/v2.php/core/apppassword",
      headers: { "OCS-APIRequest": "true" },
    });
  };
  return { ...studio, who, revokeElsewhere };
}

test("speaks as the person, with one connection kept open", async () => {
  const studio = await openConnected();
  expect(await studio.who()).toBe("staff=staff");
  expect(await Promise.all([studio.who(), studio.who()])).toEqual(["staff=staff", "staff=staff"]);
  await expect(asConnection(studio.ctx("worker"), "user-mara", async () => 1)).rejects.toMatchObject({
    code: "nextcloud_not_connected",
  });
});

test("one 401 breaks it: nothing is sent after it, whoever asks", async () => {
  const studio = await openConnected();
  await studio.revokeElsewhere();
  const revoked = { code: "nextcloud_revoked" };
  const several = await Promise.allSettled([studio.who(), studio.who(), studio.who()]);
  for (const one of several) expect(one).toMatchObject({ status: "rejected", reason: revoked });
  expect(studio.asked()).toEqual([WHO]);
  await expect(studio.who()).rejects.toMatchObject(revoked);
  await expect(listTalkRooms(studio.ctx("staff"), { limit: 3 })).rejects.toMatchObject(revoked);
  expect(await showConnection(studio.ctx("staff"))).toMatchObject({ connected: false, broken: true });
  // Revoking what is refused would be one more wrong password.
  expect(await disconnect(studio.ctx("staff"))).toEqual({ revoked: true });
  expect(studio.asked()).toEqual([]);
  const told = (await listAudit(studio.db, "user", "user-staff")).filter(
    ({ action }) => action === "nextcloud_refused",
  );
  expect(told).toMatchObject([{ actorKind: "worker", detail: { account: "staff" } }]);
});

test("connecting again mends it, without sending the old password once more", async () => {
  const studio = await openConnected();
  await studio.revokeElsewhere();
  await expect(studio.who()).rejects.toMatchObject({ code: "nextcloud_revoked" });
  studio.asked();
  const { loginUrl } = await studio.start("staff");
  await studio.grant(loginUrl, "staff");
  expect(await studio.poll("staff")).toMatchObject({ state: "connected" });
  expect(studio.asked()).not.toContain(REVOKE);
  expect(await studio.who()).toBe("staff=staff");
});

test("an app password stays at the address it was granted at", async () => {
  const studio = await openConnected();
  const other = { NEXTCLOUD_BASE_URL: `http://127.0.0.1:${studio.cloud.cloud.port}` };
  await expect(studio.who(studio.ctx("worker", other))).rejects.toMatchObject({ code: "nextcloud_revoked" });
  expect(await showConnection(studio.ctx("staff", other))).toMatchObject({ connected: false, broken: true });
  expect(await disconnect(studio.ctx("staff", other))).toEqual({ revoked: false });
  expect((await listOutbox(studio.db, 10))[0]?.lastError).toContain("not the Nextcloud configured");
  expect(studio.asked()).toEqual([]);
  // The address is put right again.
  await studio.deliverRevokes();
  expect(studio.asked()).toEqual([REVOKE]);
  expect(await studio.outboxIds()).toEqual([]);
});

test("disconnecting while Nextcloud is down forgets at once and revokes when it is back", async () => {
  const studio = await openConnected();
  const password = await studio.appPassword("user-staff");
  studio.cloud.cloud.faults.add({ status: 503 });
  expect(await disconnect(studio.ctx("staff"))).toEqual({ revoked: false });
  expect(await findConnection(studio.db, "user-staff")).toBeUndefined();
  await studio.deliverRevokes();
  const [row] = await listOutbox(studio.db, 10);
  expect(row).toMatchObject({ kind: "revoke", attempts: 2, lastErrorKey: "unavailable", deadAt: null });
  studio.cloud.cloud.faults.clear();
  expect(await studio.works("staff", password)).toBe(true);
  await studio.deliverRevokes();
  expect(await studio.works("staff", password)).toBe(false);
  expect(await studio.outboxIds()).toEqual([]);
});

test("what was revoked elsewhere meanwhile is done", async () => {
  const studio = await openConnected();
  await studio.revokeElsewhere();
  expect(await disconnect(studio.ctx("staff"))).toEqual({ revoked: true });
  expect(studio.asked()).toEqual([REVOKE]);
  expect(await studio.outboxIds()).toEqual([]);
});

test("after a week it is a dead letter, and tried four times an hour until then", async () => {
  const studio = await openConnected();
  studio.cloud.cloud.faults.add({ status: 503 });
  await disconnect(studio.ctx("staff"));
  const [id = ""] = await studio.outboxIds();
  const attempt = () => deliverOutbox(studio.ctx("worker"), { kinds: ["revoke"], limit: 10 });
  studio.clock.advance(7 * DAY - HOUR);
  await attempt();
  const waiting = await findOutboxRow(studio.db, id);
  expect(waiting?.deadAt).toBeNull();
  expect((waiting?.nextAttemptAt ?? 0) - studio.clock.now()).toBeLessThanOrEqual(HOUR / 4);
  studio.clock.advance(HOUR);
  await attempt();
  expect(await findOutboxRow(studio.db, id)).toMatchObject({ deadAt: studio.clock.now() });
  studio.asked();
  studio.clock.advance(DAY);
  await attempt();
  expect(studio.asked()).toEqual([]);
});

test("somebody who is deactivated has no connection any more, and Nextcloud forgets the app password", async () => {
  const studio = await openConnected();
  const password = await studio.appPassword("user-staff");
  await changeUser(studio.ctx("admin"), "user-staff", { active: false });
  expect(await findConnection(studio.db, "user-staff")).toBeUndefined();
  expect(await studio.works("staff", password)).toBe(false);
});
