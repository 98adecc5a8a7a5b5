import { expect, test } from "vitest";
import { insertCalendar, insertSyncLog } from "#db/queries/calendars.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { checkIntegration } from "#lib/hub/check-integration.ts";
import { openStudioWithTodoist } from "#tests/support/integration-studio.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { collectMetrics } from "./collect-metrics.ts";
import { prometheusText } from "./prometheus-text.ts";

test("every metric is told once, with help, type and escaped labels", () => {
  const text = prometheusText([
    {
      name: "parlour_a",
      help: "Line one\nand \\ two",
      type: "gauge",
      samples: [{ labels: { name: 'Mara "M"\n\\', kind: "x" }, value: 1.5 }, { value: 0 }],
    },
    { name: "parlour_b", help: "Empty.", type: "gauge", samples: [] },
  ]);
  expect(text).toBe(
    [
      "# HELP parlour_a Line one\\nand \\\\ two",
      "# TYPE parlour_a gauge",
      'parlour_a{name="Mara \\"M\\"\\n\\\\",kind="x"} 1.5',
      "parlour_a 0",
      "# HELP parlour_b Empty.",
      "# TYPE parlour_b gauge",
      "",
    ].join("\n"),
  );
});

test("a studio's figures are those of its database", async () => {
  const studio = await openStudio();
  const now = studio.clock.now();
  await insertCalendar(
    studio.db,
    {
      id: "c",
      artistId: "mara",
      calendarUrl: "http://x/c/",
      href: "/c/",
      calendarId: "c",
      displayName: 'The "big" one',
      syncedAt: now - MINUTE,
      failingSince: now - SECOND,
      createdAt: 0,
    },
    auditLine("c"),
  );
  const run = { calendarId: "c", artistId: "mara", direction: "pull", cause: "schedule" } as const;
  await insertSyncLog(studio.db, { ...run, startedAt: now - MINUTE, durationMs: 250, ok: true });
  await insertSyncLog(studio.db, {
    ...run,
    startedAt: now - 1,
    durationMs: 9000,
    ok: false,
    errorKey: "dns",
  });
  await studio.request({ artistId: "theo" });
  studio.clock.advance(30 * SECOND);
  const text = prometheusText(await collectMetrics(studio.ctx("admin")));
  const labels = 'calendar="c",name="The \\"big\\" one",artist="mara"';
  for (const line of [
    `parlour_sync_runs_24h{${labels},result="ok"} 1`,
    `parlour_sync_runs_24h{${labels},result="failed"} 1`,
    'parlour_sync_duration_24h_seconds{quantile="0.5"} 0.25',
    `parlour_calendar_age_seconds{${labels}} 90`,
    `parlour_calendar_failing{${labels}} 1`,
    `parlour_held_deletions{${labels}} 0`,
    'parlour_appointments{status="PENDING"} 1',
    'parlour_appointments{status="NO_SHOW"} 0',
    'parlour_outbox_dead{kind="calendar"} 0',
  ])
    expect(text.split("\n")).toContain(line);
  // Every line is a comment or a sample, every sample's metric was introduced before.
  const introduced = new Set<string>();
  for (const line of text.trimEnd().split("\n")) {
    const type = /^# TYPE (\w+) gauge$/.exec(line)?.[1];
    if (type) introduced.add(type);
    if (line.startsWith("#")) continue;
    const sample = /^(\w+)(\{(\w+="(?:[^"\\\n]|\\["\\n])*",?)+\})? -?\d+(\.\d+)?(e[+-]?\d+)?$/.exec(line);
    expect(sample, line).not.toBeNull();
    expect(introduced).toContain(sample?.[1]);
  }
});

test("integrations in use have figures, and others none", async () => {
  const studio = await openStudioWithTodoist();
  const figures = async () =>
    prometheusText(await collectMetrics(studio.ctx("admin")))
      .split("\n")
      .filter((line) => line.startsWith("parlour_integration_"));
  expect(await figures()).toContain('parlour_integration_active{integration="todoist"} 0');
  await checkIntegration(studio.ctx("admin"), "todoist");
  expect(await figures()).toEqual([
    'parlour_integration_active{integration="todoist"} 1',
    'parlour_integration_calls_24h{integration="todoist",result="ok"} 1',
    'parlour_integration_calls_24h{integration="todoist",result="failed"} 0',
  ]);
});

test.each(["customer", "mara", "staff", "service"] as const)("%s may not see them", async (actor) => {
  const studio = await openStudio();
  await expect(collectMetrics(studio.ctx(actor))).rejects.toMatchObject({ name: "AppError" });
});
