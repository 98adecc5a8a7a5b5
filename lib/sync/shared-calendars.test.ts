import { describe, expect, test } from "vitest";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { deleteCloudEvent, editOnlyEvent } from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
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

describe("an appointment's event that its owner makes private", () => {
  const makePrivate = (studio: CloudStudio) =>
    editOnlyEvent(studio, (ics) => ics.replace("END:VEVENT", "CLASS:PRIVATE\r\nEND:VEVENT"));

  test.each([
    ["a delta", false],
    ["a comparison of everything", true],
  ])("is no deletion to %s", async (_name, complete) => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await studio.pull();
    await makePrivate(studio);
    expect(await studio.pull({ complete })).toMatchObject({ ok: true });
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING", startMs: TEN });
  });

  test("cannot be written to, which waits until it is shown again", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await makePrivate(studio);
    await studio.pull();
    await appointmentVerbs.confirmAppointment(studio.ctx("admin"), { id });
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED" });
    expect((await findOutboxRow(studio.db, `calendar:${id}`))?.lastError).toContain("made private");
    await editOnlyEvent(studio, (ics) => ics.replace(/CLASS:PRIVATE\r?\n/, ""));
    studio.clock.advance(15 * MINUTE);
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    expect(await findOutboxRow(studio.db, `calendar:${id}`)).toBeUndefined();
    expect((await studio.events())[0]?.ics).toContain("STATUS:CONFIRMED");
  });

  test("and then deletes is gone once the owner is free at that time", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await makePrivate(studio);
    await studio.pull({ complete: true });
    await deleteCloudEvent(studio, (await studio.events())[0]?.href ?? "");
    await studio.pull({ complete: true });
    expect((await studio.appointment(id)).statusReason).toBe("deleted_in_calendar");
  });
});
