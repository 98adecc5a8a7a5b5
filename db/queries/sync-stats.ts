import { and, desc, eq, gt, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { artists } from "../schema/artists.ts";
import { artistCalendars, calendarSyncLogs } from "../schema/calendars.ts";
import { leases } from "../schema/system.ts";

/** Half-open, epoch milliseconds. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Runs of a calendar in a stretch of time that ended alike and took alike long. */
export interface RunCount {
  /** Which of the stretches asked for. */
  span: number;
  calendarId: string;
  ok: boolean;
  /** To two digits, milliseconds; null for failures and pushes, whose length says nothing about reading. */
  durationMs: number | null;
  runs: number;
  /** Events created, updated and deleted. */
  events: number;
}

const countsBySpan = prepared(({ $client }) =>
  $client.prepare<[{ spans: string }], Omit<RunCount, "ok"> & { ok: number }>(
    `SELECT span.key AS span, calendar_id AS calendarId, ok,
      CASE WHEN NOT ok OR direction <> 'pull' THEN NULL
        WHEN duration_ms < 100 THEN duration_ms
        WHEN duration_ms < 1000 THEN duration_ms / 10 * 10
        WHEN duration_ms < 10000 THEN duration_ms / 100 * 100
        ELSE duration_ms / 1000 * 1000 END AS durationMs,
      count(*) AS runs, sum(created + updated + deleted) AS events
    FROM json_each(:spans) AS span
    CROSS JOIN calendar_sync_logs ON started_at >= span.value ->> 0 AND started_at < span.value ->> 1
    WHERE calendar_id IS NOT NULL
    GROUP BY 1, 2, 3, 4`,
  ),
);

/** The runs of every calendar in some stretches of time, counted in one pass. */
export async function countRuns(db: Db, spans: Span[]): Promise<RunCount[]> {
  return countsBySpan(db)
    .all({ spans: JSON.stringify(spans.map(({ fromMs, toMs }) => [fromMs, toMs])) })
    .map((row) => ({ ...row, ok: row.ok === 1 }));
}

/** One kind of failure: how often, when and where. */
export interface ErrorPattern {
  key: string;
  count: number;
  firstAt: number;
  lastAt: number;
  calendarIds: string[];
  /** The technical words of the latest. */
  detail: string | null;
}

/** What failed in a stretch of time, the most recent first, at most 50 kinds. */
export async function readErrorPatterns(db: Db, calendarIds: string[], span: Span): Promise<ErrorPattern[]> {
  const lastAt = sql<number>`max(${calendarSyncLogs.startedAt})`;
  return db
    .select({
      key: sql<string>`coalesce(${calendarSyncLogs.errorKey}, '')`,
      count: sql<number>`count(*)`,
      firstAt: sql<number>`min(${calendarSyncLogs.startedAt})`,
      lastAt,
      calendarIds: sql`json_group_array(DISTINCT ${calendarSyncLogs.calendarId})`.mapWith(readIds),
      // SQLite takes a bare column from the row that max() found.
      detail: calendarSyncLogs.errorDetail,
    })
    .from(calendarSyncLogs)
    .where(
      and(
        inArray(calendarSyncLogs.calendarId, calendarIds),
        gte(calendarSyncLogs.startedAt, span.fromMs),
        lt(calendarSyncLogs.startedAt, span.toMs),
        eq(calendarSyncLogs.ok, false),
      ),
    )
    .groupBy(calendarSyncLogs.errorKey)
    .orderBy(desc(lastAt))
    .limit(50)
    .all();
}

function readIds(json: unknown): string[] {
  const ids: unknown = JSON.parse(String(json));
  return Array.isArray(ids) ? ids.map(String) : [];
}

export interface RunFilter {
  artistId?: string;
  calendarId?: string;
  result?: "ok" | "failed" | "held" | "changed";
  direction?: "pull" | "push";
  cause?: (typeof calendarSyncLogs.$inferSelect)["cause"];
  errorKey?: string;
  fromMs?: number;
  toMs?: number;
}

export type RunRow = typeof calendarSyncLogs.$inferSelect & {
  calendarName: string | null;
  artistName: string | null;
};

/** Lines of the sync log with the names of what they are about, the newest first. */
export async function listRuns(
  db: Db,
  filter: RunFilter,
  page: { limit: number; offset: number },
): Promise<RunRow[]> {
  return db
    .select({ log: calendarSyncLogs, calendarName, artistName: artists.name })
    .from(calendarSyncLogs)
    .leftJoin(artistCalendars, eq(artistCalendars.id, calendarSyncLogs.calendarId))
    .leftJoin(artists, eq(artists.id, calendarSyncLogs.artistId))
    .where(and(...conditionsOf(filter)))
    .orderBy(desc(calendarSyncLogs.startedAt), desc(calendarSyncLogs.id))
    .limit(page.limit)
    .offset(page.offset)
    .all()
    .map(({ log, ...names }) => ({ ...log, ...names }));
}

const calendarName = sql<
  string | null
>`coalesce(nullif(${artistCalendars.displayName}, ''), ${artistCalendars.calendarId})`;

function conditionsOf(filter: RunFilter): (SQL | undefined)[] {
  const log = calendarSyncLogs;
  const results = {
    ok: eq(log.ok, true),
    failed: eq(log.ok, false),
    held: gt(log.held, 0),
    changed: sql`${log.created} + ${log.updated} + ${log.deleted} > 0`,
  };
  return [
    filter.artistId === undefined ? undefined : eq(log.artistId, filter.artistId),
    filter.calendarId === undefined ? undefined : eq(log.calendarId, filter.calendarId),
    filter.result === undefined ? undefined : results[filter.result],
    filter.direction === undefined ? undefined : eq(log.direction, filter.direction),
    filter.cause === undefined ? undefined : eq(log.cause, filter.cause),
    filter.errorKey === undefined ? undefined : eq(log.errorKey, filter.errorKey),
    filter.fromMs === undefined ? undefined : gte(log.startedAt, filter.fromMs),
    filter.toMs === undefined ? undefined : lt(log.startedAt, filter.toMs),
  ];
}

const lastRuns = prepared(({ $client }) =>
  $client.prepare<[{ calendarIds: string }], { calendarId: string; startedAt: number; ok: number }>(
    `SELECT asked.value AS calendarId, log.started_at AS startedAt, log.ok
    FROM json_each(:calendarIds) AS asked
    JOIN calendar_sync_logs AS log ON log.id = (
      SELECT id FROM calendar_sync_logs WHERE calendar_id = asked.value AND direction = 'pull'
      ORDER BY started_at DESC, id DESC LIMIT 1)`,
  ),
);

/** When each calendar was last read, or tried to be (start of the run, epoch milliseconds), and whether that succeeded. */
export async function readLastRuns(
  db: Db,
  calendarIds: string[],
): Promise<Map<string, { startedAt: number; ok: boolean }>> {
  const rows = lastRuns(db).all({ calendarIds: JSON.stringify(calendarIds) });
  return new Map(rows.map(({ calendarId, startedAt, ok }) => [calendarId, { startedAt, ok: ok === 1 }]));
}

/** The calendars that a run is at work on. */
export async function listRunning(db: Db, nowMs: number): Promise<Set<string>> {
  const rows = db
    .select({ name: leases.name })
    .from(leases)
    .where(and(gt(leases.expiresAt, nowMs), sql`substr(${leases.name}, 1, 9) = 'calendar:'`))
    .all();
  return new Set(rows.map(({ name }) => name.slice("calendar:".length)));
}
