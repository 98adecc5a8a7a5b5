import { expect, test } from "vitest";
import { UpstreamError } from "#lib/core/errors.ts";
import { writeCloudEvent } from "#tests/support/cloud-event.ts";
import { type CloudStudio, calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { fetchChanges } from "./fetch-changes.ts";

const hour = { startMs: Date.parse("2026-12-01T09:00:00Z"), endMs: Date.parse("2026-12-01T10:00:00Z") };
/** Mara's calendar since a token, before one event was written, as she sees it. */
async function changedCalendar(studio: CloudStudio) {
  const transport = studio.maraNoted;
  const href = calendarPath("mara");
  const mirror = { href, supportsSync: true, listFirst: false, etags: async () => new Map<string, string>() };
  const { token } = await fetchChanges(transport, { ...mirror, syncToken: null });
  await writeCloudEvent(studio, "dentist", hour);
  studio.proxy.requests.length = 0;
  return { transport, calendar: { ...mirror, syncToken: token } };
}

test("a change comes with its event in one request", async () => {
  const studio = await openCloudStudio();
  const { transport, calendar } = await changedCalendar(studio);
  const changes = await fetchChanges(transport, calendar);
  expect(changes).toMatchObject({ present: null, deleted: [] });
  expect(changes.objects.map(({ ics }) => ics.includes("BEGIN:VEVENT"))).toEqual([true]);
  expect(studio.proxy.requests).toHaveLength(1);
});

test("changes too many to come in one answer are listed first and then fetched in portions", async () => {
  const studio = await openCloudStudio();
  const { transport, calendar } = await changedCalendar(studio);
  const changes = await fetchChanges(transport, { ...calendar, listFirst: true });
  expect(changes).toMatchObject({ present: null, deleted: [] });
  expect(changes.objects).toHaveLength(1);
  expect(studio.proxy.requests.map(({ method }) => method)).toEqual(["REPORT", "REPORT"]);
});

test("a failure between the list and its events is a failure of all", async () => {
  const studio = await openCloudStudio();
  const { transport, calendar } = await changedCalendar(studio);
  studio.proxy.hold = () => {
    if (studio.proxy.requests.length === 2) studio.cloud.cloud.faults.add({ status: 500, times: 1 });
    return false;
  };
  const failing = fetchChanges(transport, { ...calendar, listFirst: true });
  await expect(failing).rejects.toBeInstanceOf(UpstreamError);
});

test("an answer that does not come in time is followed by a list of names at the next run", async () => {
  const studio = await openCloudStudio();
  await writeCloudEvent(studio, "dentist", hour);
  studio.cloud.cloud.faults.add({ delayMs: 2000, times: 1 });
  await studio.pull({ signal: AbortSignal.timeout(50) });
  studio.proxy.requests.length = 0;
  expect(await studio.pull()).toMatchObject({ ok: true, created: 1 });
  expect(studio.proxy.requests).toHaveLength(2);
});
