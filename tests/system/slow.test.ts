import { expect, test } from "vitest";
import { listSyncLogs } from "#db/queries/calendars.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { HOUR } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { stopTimers, timersUntil } from "#tests/support/own-time.ts";
import { openCloudStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";

test("a Nextcloud that takes thirty seconds for everything: the customer is answered within five, the event follows once", async () => {
  const studio = await openCloudStudio();
  const calendarId = (await studio.calendar()).id;
  studio.proxy.hold = () => true;
  stopTimers();
  const asked = studio.request();
  expect(await timersUntil(asked)).toBeLessThan(5000);
  const { id, unverified } = (await asked).appointment;
  expect(unverified).toBe(true);

  const timedOut = (direction: "pull" | "push") =>
    waitFor(`the time-out of the ${direction}`, async () =>
      (await listSyncLogs(studio.db, [calendarId], 10)).find(
        (line) => line.direction === direction && line.errorKey === "timeout",
      ),
    );
  await timersUntil(Promise.all([timedOut("pull"), timedOut("push")]));
  expect(await timedOut("pull")).toMatchObject({
    ok: false,
    errorDetail: expect.stringContaining("in time"),
  });
  expect(await timedOut("push")).toMatchObject({
    ok: false,
    errorDetail: expect.stringContaining("in time"),
  });
  expect(await findOutboxRow(studio.db, `calendar:${id}`)).toMatchObject({ attempts: 1 });

  studio.proxy.hold = () => false;
  studio.clock.advance(HOUR);
  await deliverOutbox(studio.ctx("worker"), { limit: 10 });
  expect(await studio.pull()).toMatchObject({ ok: true });
  expect(await studio.events()).toHaveLength(1);
  expect(await studio.outboxIds()).toEqual([]);
});
