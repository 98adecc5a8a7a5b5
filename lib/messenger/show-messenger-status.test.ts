import { expect, test } from "vitest";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { type MatrixHouse, openMatrixHouse } from "#tests/support/matrix-house.ts";
import { openMessengerHouse } from "#tests/support/messenger-people.ts";
import { openStudioWithCloud } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { notificationInput } from "./notification-input.ts";
import { sendNotification } from "./send-notification.ts";
import { showMessengerStatus } from "./show-messenger-status.ts";
import { toStatusJson } from "./to-status-json.ts";
import { noteTransportFailure } from "./transport-pause.ts";

const notify = (house: Pick<MatrixHouse, "ctx">) =>
  sendNotification(
    house.ctx("service"),
    notificationInput.parse({ source_app: "shop", event_type: "paid", title: "Paid" }),
  );

test("a homeserver that answers, and what it has said", async () => {
  const house = await openMatrixHouse();
  expect(await showMessengerStatus(house.ctx("admin"))).toMatchObject({
    transport: "matrix",
    missing: [],
    matrix: { configured: true, serverName: "parlour.test", reachable: true, lastTransactionAt: null },
    talk: null,
    waiting: 0,
    oldestWaitingAt: null,
    lastFailure: null,
  });
  await notify(house);
  await house.deliver();
  await house.homeserver.pushNow();
  const json = toStatusJson(await showMessengerStatus(house.ctx("admin")));
  // Exactly what the documented answer has.
  expect(endpoints.showMessengerStatus.response?.parse(json)).toEqual(json);
  expect(json).toMatchObject({
    transport: "matrix",
    matrix: {
      server_name: "parlour.test",
      detail: "The homeserver answers.",
      last_transaction_at: new Date(house.clock.now()).toISOString(),
      quiet_until: null,
    },
    waiting: 0,
    oldest_waiting_at: null,
    last_failure: null,
  });
});

test("a homeserver that is down: what waits, since when, and why; afterwards nothing of it is left", async () => {
  const house = await openMatrixHouse();
  house.homeserver.setDown(true);
  const since = house.clock.now();
  await notify(house);
  house.clock.advance(MINUTE);
  await house.deliver();
  await notify(house);
  const status = await showMessengerStatus(house.ctx("admin"));
  expect(status).toMatchObject({ waiting: 2, failed: 0, oldestWaitingAt: since });
  expect(status.matrix?.reachable).toBe(false);
  expect(status.matrix?.detail).toMatch(/^The homeserver /);
  expect(status.lastFailure).toMatch(/^The homeserver .+ closed the connection/);
  const elsewhere = house.hub("boss", { role: "admin", tenant: "other" });
  expect(await showMessengerStatus(elsewhere)).toMatchObject({ waiting: 0, failed: 0, lastFailure: null });
  house.homeserver.setDown(false);
  house.clock.advance(HOUR);
  await house.deliver();
  expect(await showMessengerStatus(house.ctx("admin"))).toMatchObject({
    matrix: { reachable: true, detail: "The homeserver answers.", quietUntil: null },
    waiting: 0,
    lastFailure: null,
  });
});

test("a token the homeserver refuses is no homeserver that is reached; admins alone are told", async () => {
  const house = await openMatrixHouse();
  house.wire.faults.add({
    match: /register/,
    status: 401,
    body: JSON.stringify({ errcode: "M_UNKNOWN_TOKEN", error: "Unrecognised access token" }),
    contentType: "application/json",
  });
  await notify(house);
  const { matrix } = await showMessengerStatus(house.ctx("admin"));
  expect(matrix).toMatchObject({ reachable: false, detail: expect.stringContaining("MATRIX_AS_TOKEN") });
  expect(matrix?.quietUntil).toBeGreaterThan(house.clock.now());
  for (const who of ["mara", "service", "customer"] as const)
    await expect(showMessengerStatus(house.ctx(who))).rejects.toMatchObject({
      code: expect.stringMatching(/^(not_signed_in|not_allowed)$/),
    });
});

test("what is missing is named", async () => {
  const house = await openMessengerHouse({ variables: { MESSENGER_TRANSPORT: "matrix" } });
  const status = await showMessengerStatus(house.ctx("admin"));
  expect(status.missing).toContain("MATRIX_HOMESERVER_URL");
  expect(status.matrix).toMatchObject({
    configured: false,
    serverName: null,
    reachable: false,
    detail: expect.stringMatching(/^Missing: MATRIX_HOMESERVER_URL, /),
  });
});

test("Talk: whether Nextcloud answers, without asking it", async () => {
  const { studio } = await openStudioWithCloud({ variables: { MESSENGER_TRANSPORT: "talk" } });
  insertTestUsers(studio.db);
  const talk = async () => (await showMessengerStatus(studio.ctx("admin"))).talk;
  expect(await talk()).toMatchObject({ configured: true, reachable: true, detail: "Nextcloud answers." });
  const failure = new UpstreamError({ service: "nextcloud", kind: "network", message: "Nextcloud is away." });
  noteTransportFailure(studio.ctx(), "talk", failure);
  expect(await talk()).toMatchObject({ configured: true, reachable: false, detail: "Nextcloud is away." });
});
