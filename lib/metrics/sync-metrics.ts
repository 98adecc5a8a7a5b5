import { SECOND } from "#lib/core/clock.ts";
import type { SyncCalendarView, SyncReport } from "#lib/sync-report/sync-view.ts";
import type { Metric, Sample } from "./prometheus-text.ts";

/** What the sync report says, a calendar each. */
export function syncMetrics({ asOf, calendars, all }: SyncReport): Metric[] {
  const each = (of: (calendar: SyncCalendarView) => number | null): Sample[] =>
    calendars.flatMap((calendar) => {
      const value = of(calendar);
      return value === null ? [] : [{ labels: labelsOf(calendar), value }];
    });
  const gauge = (name: string, help: string, samples: Sample[]): Metric => ({
    name,
    help,
    type: "gauge",
    samples,
  });
  const durations = [
    { quantile: "0.5", ms: all.day.medianMs },
    { quantile: "0.95", ms: all.day.p95Ms },
  ];
  return [
    // Lines of the log are removed after a month and with their calendar, so that no counter can be made of them.
    gauge(
      "parlour_sync_runs_24h",
      "Sync runs of the last 24 hours, by calendar and result.",
      calendars.flatMap((calendar) => [
        { labels: { ...labelsOf(calendar), result: "ok" }, value: calendar.day.ok },
        { labels: { ...labelsOf(calendar), result: "failed" }, value: calendar.day.runs - calendar.day.ok },
      ]),
    ),
    gauge(
      "parlour_sync_duration_24h_seconds",
      "How long reading a calendar took in the last 24 hours, to two digits.",
      durations.flatMap(({ quantile, ms }) =>
        ms === null ? [] : [{ labels: { quantile }, value: ms / SECOND }],
      ),
    ),
    gauge(
      "parlour_calendar_age_seconds",
      "Time since the calendar was last read; missing for one that never was.",
      each(({ syncedAt }) => (syncedAt === null ? null : Math.max(0, asOf - syncedAt) / SECOND)),
    ),
    gauge(
      "parlour_calendar_failing",
      "1 while the calendar cannot be read.",
      each(({ failingSince }) => (failingSince === null ? 0 : 1)),
    ),
    gauge(
      "parlour_calendar_objects",
      "Events in the mirror.",
      each(({ objects }) => objects),
    ),
    gauge(
      "parlour_calendar_unreadable",
      "Events that cannot be read and block the time they seem to take.",
      each(({ unreadable }) => unreadable),
    ),
    gauge(
      "parlour_held_deletions",
      "Deletions that wait for a person's answer.",
      each(({ held }) => held),
    ),
  ];
}

function labelsOf({ id, name, artistId }: SyncCalendarView): Record<string, string> {
  return { calendar: id, name, artist: artistId };
}
