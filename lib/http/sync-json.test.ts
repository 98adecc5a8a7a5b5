import { expect, test } from "vitest";
import { listCalendars } from "#db/queries/calendars.ts";
import { confirmDeletions } from "#lib/calendars/confirm-deletions.ts";
import { importCalendars } from "#lib/calendars/import-calendars.ts";
import { syncCalendar } from "#lib/calendars/sync-calendar.ts";
import { listSyncRuns } from "#lib/sync-report/list-sync-runs.ts";
import { showSync } from "#lib/sync-report/show-sync.ts";
import { calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { syncEndpoints } from "./endpoints/sync-endpoints.ts";
import { syncJson, syncRunsJson } from "./sync-json.ts";

test("the answers are those that are documented, field by field", async () => {
  const studio = await openCloudStudio();
  const ctx = studio.ctx("admin");
  const report = syncJson(await showSync(ctx));
  expect(syncEndpoints.showSync.response?.parse(report)).toEqual(report);
  const runs = syncRunsJson(await listSyncRuns(ctx, {}));
  expect(runs.runs.length).toBeGreaterThan(0);
  expect(syncEndpoints.listSyncRuns.response?.parse(runs)).toEqual(runs);
  const imported = await importCalendars(ctx, {
    csv: `artist,calendar_url\nmara,${calendarPath("mara")}\nnobody,/x/\n`,
    dryRun: true,
  });
  expect(syncEndpoints.importCalendars.response?.parse(imported)).toEqual(imported);
});

test("one calendar is read, by its artist too, and by nobody else", async () => {
  const studio = await openCloudStudio();
  const { id } = await studio.calendar();
  const read = { result: await syncCalendar(studio.ctx("mara"), { id, complete: true }) };
  expect(read.result).toMatchObject({ ok: true, calendarId: id });
  expect(syncEndpoints.syncCalendar.response?.parse(read)).toEqual(read);
  expect((await listSyncRuns(studio.ctx("mara"), {})).runs[0]).toMatchObject({ cause: "manual", ok: true });
  const confirmed = { result: await confirmDeletions(studio.ctx("mara"), { id }) };
  expect(syncEndpoints.confirmDeletions.response?.parse(confirmed)).toEqual(confirmed);
  for (const actor of ["theo", "staff", "customer", "service"] as const)
    await expect(syncCalendar(studio.ctx(actor), { id })).rejects.toMatchObject({ name: "AppError" });
  await expect(syncCalendar(studio.ctx("admin"), { id: "none" })).rejects.toMatchObject({
    code: "calendar_not_found",
  });
  expect(await listCalendars(studio.db)).toHaveLength(2);
});

test.each([
  [{ page: "0" }, "page"],
  [{ page: "2001" }, "page"],
  [{ result: "odd" }, "result"],
  [{ from: "yesterday" }, "from"],
])("the log refuses %j", (query, field) => {
  const parsed = syncEndpoints.listSyncRuns.query?.safeParse(query);
  expect(parsed?.error?.issues[0]?.path).toEqual([field]);
});

test("the log's filter is read from its address", () => {
  const from = "2026-11-20T10:00:00+01:00";
  expect(syncEndpoints.listSyncRuns.query?.parse({ from, error: "tls", page: "3" })).toMatchObject({
    fromMs: Date.parse(from),
    errorKey: "tls",
    page: 3,
  });
});
