import { listArtists } from "#db/queries/artists.ts";
import { countOutbox } from "#db/queries/metrics.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { explainUpstream } from "#lib/nextcloud/explain.ts";
import { showSync } from "#lib/sync-report/show-sync.ts";
import type { SyncCalendarView } from "#lib/sync-report/sync-view.ts";
import type { Findings } from "./findings.ts";

const SUCCESS_GOAL = 0.95;
/** Fewer runs than this make no rate. */
const ENOUGH_RUNS = 20;

/** What the sync log tells of each calendar, and what waits for a person. */
export async function checkSync(findings: Findings, ctx: Ctx): Promise<void> {
  const { calendars, asOf } = await showSync(ctx);
  for (const calendar of calendars) {
    checkFreshness(findings, ctx, calendar, asOf);
    if (calendar.held > 0)
      findings.say(
        "warn",
        subjectOf(calendar),
        `${calendar.held} of ${calendar.objects} events vanished at once and block until somebody answers; say under Sync whether they were deleted on purpose`,
      );
  }
  const dead = (await countOutbox(ctx.db)).reduce((sum, row) => sum + row.dead, 0);
  if (dead > 0)
    findings.say(
      "warn",
      "outbox",
      `${dead} writes were given up; try them again under Sync, or discard them`,
    );
  await checkHours(findings, ctx);
}

const subjectOf = ({ artistName, name }: SyncCalendarView) => `sync of ${artistName}'s ${name}`;

function checkFreshness(findings: Findings, ctx: Ctx, calendar: SyncCalendarView, asOf: number): void {
  const { level, text } = judgeFreshness(ctx, calendar, asOf);
  findings.say(level, subjectOf(calendar), `${figuresOf(calendar, asOf)}${text}`);
}

function judgeFreshness(
  ctx: Ctx,
  { syncedAt, failingSince, lastErrorKey, day }: SyncCalendarView,
  asOf: number,
): { level: "ok" | "warn"; text: string } {
  if (failingSince !== null) {
    const { title, cure } = explainKey(lastErrorKey);
    return {
      level: "warn",
      text: `; fails since ${new Date(failingSince).toISOString()}: ${title}. ${cure}`,
    };
  }
  const patience = Math.max(3 * ctx.env.PARLOUR_SYNC_INTERVAL_SECONDS * SECOND, 15 * MINUTE);
  if (syncedAt === null || asOf - syncedAt > patience)
    return { level: "warn", text: "; check that bin/start runs, then sync it under Sync" };
  if (day.runs >= ENOUGH_RUNS && day.ok / day.runs <= SUCCESS_GOAL)
    return { level: "warn", text: "; what failed is listed under Sync with its cure" };
  return { level: "ok", text: "" };
}

function figuresOf({ syncedAt, day }: SyncCalendarView, asOf: number): string {
  const percent = Math.floor((day.ok / day.runs) * 1000) / 10;
  return [
    syncedAt === null ? "never read" : `read ${ago(asOf - syncedAt)} ago`,
    ...(day.runs === 0 ? [] : [`${percent} % of ${day.runs} runs in 24 h succeeded`]),
    ...(day.medianMs === null ? [] : [`half of them within ${day.medianMs} ms`]),
  ].join(", ");
}

/** Working hours that are kept in Nextcloud and could not be read. */
async function checkHours(findings: Findings, ctx: Ctx): Promise<void> {
  for (const artist of await listArtists(ctx.db)) {
    if (artist.hoursSource !== "nextcloud" || artist.availabilityErrorKey === null) continue;
    const { title, cure } = explainHours(artist.availabilityErrorKey);
    const known =
      artist.availabilityReadAt === null
        ? "none are known"
        : `those of ${new Date(artist.availabilityReadAt).toISOString()} count on`;
    findings.say("warn", `hours of ${artist.name}`, `${title}; ${known}. ${cure}`);
  }
}

/** What only reading hours fails for, beside the keys of `explainUpstream`. */
const hoursErrors: Readonly<Record<string, { title: string; cure: string }>> = {
  "availability-unset": {
    title: "no working hours are set in Nextcloud",
    cure: "Set them in Nextcloud under Personal settings, Availability, or keep them in Parlour, on the artist's page.",
  },
  "availability-no-user": {
    title: "Nextcloud does not know the user whose hours are read",
    cure: "Choose another user on the artist's page.",
  },
  "availability-unreadable": {
    title: "what Nextcloud keeps as Availability cannot be read",
    cure: "Save the hours again in Nextcloud under Personal settings, Availability.",
  },
  "availability-partly": {
    title: "only a part of what Nextcloud keeps as Availability can be used",
    cure: "Save simpler hours in Nextcloud under Personal settings, Availability.",
  },
};

function explainHours(key: string): { title: string; cure: string } {
  const known = Object.hasOwn(hoursErrors, key) ? hoursErrors[key] : undefined;
  if (known) return known;
  const { title, cure } = explainKey(key);
  return { title: `Nextcloud's Availability could not be read (${title})`, cure };
}

function explainKey(key: string | null): { title: string; cure: string } {
  return explainUpstream(
    new UpstreamError({ service: "nextcloud", kind: "rejected", reason: key ?? "rejected", message: "" }),
  );
}

/** "12 s", "5 min", "3 h", "2 days" */
function ago(ms: number): string {
  const whole = (length: number) => Math.max(0, Math.floor(ms / length));
  if (ms < 2 * MINUTE) return `${whole(SECOND)} s`;
  if (ms < 2 * HOUR) return `${whole(MINUTE)} min`;
  return ms < 2 * DAY ? `${whole(HOUR)} h` : `${whole(DAY)} days`;
}
