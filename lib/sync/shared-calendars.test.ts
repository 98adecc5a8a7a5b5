import { expect, test } from "vitest";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { type CloudStudio, calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { syncAll } from "./sync-all.ts";

/** Mara shares her calendar with the studio's account, for reading or for writing too. */
async function shareAgain(studio: CloudStudio, access: "<oc:read/>" | "<oc:read-write/>") {
  const body = `<?xml version="1.0"?><oc:share xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><oc:set>
<d:href>principal:principals/users/parlour</d:href>${access}</oc:set></oc:share>`;
  await studio.cloud.send({ user: "mara", method: "POST", path: calendarPath("mara"), body });
}

test("a share made read-only is noticed, and its 404 to a deletion is not taken for done", async () => {
  const studio = await openCloudStudio();
  const { id } = (await studio.request()).appointment;
  await shareAgain(studio, "<oc:read/>");
  await syncAll(studio.ctx("worker"));
  expect(await studio.calendar()).toMatchObject({ writable: false, owner: "mara", shared: true });

  await appointmentVerbs.declineAppointment(studio.ctx("admin"), { id });
  expect(await studio.events()).toHaveLength(1);
  expect((await findOutboxRow(studio.db, `calendar:${id}`))?.lastError).toContain("reading only");

  await shareAgain(studio, "<oc:read-write/>");
  studio.clock.advance(15 * MINUTE);
  await deliverOutbox(studio.ctx("worker"), { limit: 10 });
  expect(await studio.events()).toEqual([]);
  expect(await findOutboxRow(studio.db, `calendar:${id}`)).toBeUndefined();
});
