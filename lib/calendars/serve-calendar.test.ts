import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { disconnect } from "#lib/connections/disconnect.ts";
import { HOUR } from "#lib/core/clock.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { deleteCloudEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { openConnectionStudio } from "#tests/support/connection-studio.ts";
import { TEN } from "#tests/support/test-request.ts";
import { calendarPath } from "#tests/support/test-studio.ts";
import { serveCalendar } from "./serve-calendar.ts";

/** Mara is connected; her calendar holds a private event at noon and an appointment at ten. */
async function open() {
  const studio = await openConnectionStudio();
  await studio.connect("mara", "mara");
  const { id } = (await studio.request()).appointment;
  await writeCloudEvent(studio, "secret", { startMs: TEN + 2 * HOUR, endMs: TEN + 3 * HOUR }, [
    "CLASS:PRIVATE",
  ]);
  await studio.pull();
  const calendar = await studio.calendar();
  const serve = (by: "connection" | "service", actor: "mara" | "theo" | "admin" = "mara") =>
    serveCalendar(studio.ctx(actor), { id: calendar.id, by });
  const reasonAt = async (startMs: number) =>
    (await checkAvailability(studio.ctx(), { artistId: "mara", startMs, endMs: startMs + HOUR })).reason;
  const lastLine = async () => (await listAudit(studio.db, "calendar", calendar.id)).at(-1)?.action;
  return { ...studio, id, serve, reasonAt, lastLine };
}

test("with the owner's own connection private events block, and appointments go on as before", async () => {
  const studio = await open();
  expect(await studio.reasonAt(TEN + 2 * HOUR)).toBeNull();
  expect(await studio.serve("connection")).toMatchObject({ shared: false, writable: true });
  expect(await studio.calendar()).toMatchObject({
    href: calendarPath("mara"),
    connectionUserId: "user-mara",
  });
  expect(await studio.reasonAt(TEN + 2 * HOUR)).toBe("busy");
  expect(await studio.appointment(studio.id)).toMatchObject({ status: "PENDING", version: 1 });
  expect((await studio.appointment(studio.id)).caldavHref).toContain(calendarPath("mara"));

  await appointmentVerbs.confirmAppointment(studio.ctx("admin"), { id: studio.id });
  const confirmed = (await studio.events()).find(({ ics }) => ics.includes("STATUS:CONFIRMED"));
  expect(confirmed?.etag).toBe((await studio.appointment(studio.id)).caldavEtag);
  expect((await studio.request({ startTime: TEN + 4 * HOUR })).appointment.unverified).toBe(false);

  await deleteCloudEvent(studio, confirmed?.href ?? "");
  await studio.pull();
  expect((await studio.appointment(studio.id)).statusReason).toBe("deleted_in_calendar");
});

test("given back to the service account everything stands as before", async () => {
  const studio = await open();
  await studio.serve("connection");
  await studio.serve("service");
  const calendar = await studio.calendar();
  expect(calendar).toMatchObject({ connectionUserId: null, shared: true, owner: "mara" });
  expect(calendar.href).toContain("_shared_by_mara/");
  expect(await studio.appointment(studio.id)).toMatchObject({ status: "PENDING", version: 1 });
  expect(await studio.pull()).toMatchObject({ ok: true, created: 0, updated: 0, deleted: 0 });
});

describe("a connection that ends", () => {
  test("is replaced by the share at the next run, which is told", async () => {
    const studio = await open();
    await studio.serve("connection");
    await disconnect(studio.ctx("mara"));
    expect(await studio.pull()).toMatchObject({ ok: true });
    expect(await studio.calendar()).toMatchObject({ connectionUserId: null, shared: true });
    expect(await studio.lastLine()).toBe("connection_lost");
    expect((await studio.appointment(studio.id)).status).toBe("PENDING");
  });

  test("without a share the calendar fails in plain words and its times stay", async () => {
    const studio = await open();
    await studio.serve("connection");
    const body = `<?xml version="1.0"?><oc:share xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><oc:remove><d:href>principal:principals/users/parlour</d:href></oc:remove></oc:share>`;
    await studio.cloud.send({ user: "mara", method: "POST", path: calendarPath("mara"), body });
    await disconnect(studio.ctx("mara"));
    expect(await studio.pull()).toMatchObject({ ok: false, error: { key: "connection-broken" } });
    expect(await studio.reasonAt(TEN + 2 * HOUR)).toBe("busy");
    expect((await studio.appointment(studio.id)).status).toBe("PENDING");
  });
});

describe("refused", () => {
  test("to somebody whose account does not own the calendar, and to whoever is not connected", async () => {
    const studio = await open();
    await expect(studio.serve("connection", "theo")).rejects.toMatchObject({ code: "not_allowed" });
    await expect(studio.serve("connection", "admin")).rejects.toMatchObject({
      code: "nextcloud_not_connected",
    });
    await studio.connect("admin", "theo");
    await expect(studio.serve("connection", "admin")).rejects.toMatchObject({ code: "invalid_input" });
  });
});
