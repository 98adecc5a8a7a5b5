import { existsSync, readdirSync, statfsSync } from "node:fs";
import path from "node:path";
import { databaseDamage } from "#db/backup.ts";
import { databasePath } from "#db/client.ts";
import { listArtists } from "#db/queries/artists.ts";
import { workerLeaseEnds } from "#db/queries/backup.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { listOutbox } from "#db/queries/outbox.ts";
import { countUsers } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, MINUTE } from "#lib/core/clock.ts";
import { storageFailure } from "#lib/sync/storage-failure.ts";
import { commandContext } from "../support/context.ts";
import type { Findings } from "./findings.ts";

const ENOUGH_MEGABYTES = 500;

/** Opens the database as every command does. @returns null when that is not possible. */
export async function checkDatabase(findings: Findings, url: string): Promise<Ctx | null> {
  try {
    const ctx = commandContext();
    const damage = databaseDamage(ctx.db);
    if (damage) {
      findings.say(
        "bad",
        "database",
        `damaged (${damage}); stop Parlour and put a backup back with bin/parlour restore`,
      );
      return null;
    }
    const artists = await listArtists(ctx.db);
    findings.say("ok", "database", `${databasePath(url)}, ${artists.length} artists`);
    return ctx;
  } catch (error) {
    const { key, message } = storageFailure(error);
    const text = error instanceof Error ? error.message : String(error);
    const cure =
      "check that the folder is there and belongs to the user Parlour runs as, or put a backup back";
    findings.say(
      "bad",
      "database",
      key === "internal" ? `${databasePath(url)} cannot be used (${text}); ${cure}` : message,
    );
    return null;
  }
}

export async function checkPeople(findings: Findings, ctx: Ctx): Promise<void> {
  if ((await countUsers(ctx.db)) === 0)
    findings.say("warn", "users", "nobody can sign in yet; bin/start prints a link for the first admin");
}

export function checkDisk(findings: Findings, url: string): void {
  const stats = statfsSync(path.dirname(path.resolve(databasePath(url))));
  const free = Math.floor((stats.bavail * stats.bsize) / 1_000_000);
  if (free >= ENOUGH_MEGABYTES) findings.say("ok", "disk", `${free} MB free`);
  else findings.say("bad", "disk", `only ${free} MB free; make room, or bookings cannot be stored any more`);
}

/** What only a running worker does, and what it has not managed to do. */
export async function checkWorker(findings: Findings, ctx: Ctx): Promise<void> {
  const nowMs = ctx.now();
  const ends = await workerLeaseEnds(ctx.db);
  if (ends === null || ends <= nowMs)
    findings.say("warn", "worker", "not running; nothing is synced or sent until bin/start runs");
  else findings.say("ok", "worker", "running");
  const failing = (await listOutbox(ctx.db, 10_000)).filter(
    ({ attempts, deadAt }) => attempts > 0 && deadAt === null,
  );
  const [oldest] = failing;
  if (oldest)
    findings.say(
      "warn",
      "outbox",
      `${failing.length} writes wait, the oldest since ${new Date(oldest.createdAt).toISOString()}: ${oldest.lastError ?? ""} They go out by themselves once it is mended`,
    );
  const future = (await listCalendars(ctx.db)).some(({ syncedAt }) => (syncedAt ?? 0) > nowMs + MINUTE);
  if (future || (ends ?? 0) > nowMs + MINUTE)
    findings.say(
      "bad",
      "clock",
      "was set back: Parlour worked later than it is now. Let this machine take its time from the network (NTP), then restart Parlour",
    );
}

export function checkBackups(findings: Findings, ctx: Ctx): void {
  const directory = ctx.env.PARLOUR_BACKUP_DIR;
  if (!directory) {
    findings.say("warn", "backup", "no daily copies; set PARLOUR_BACKUP_DIR in .env.local");
    return;
  }
  const copies = existsSync(directory) ? readdirSync(directory) : [];
  const newest = copies
    .filter((name) => /^parlour-\d{4}-\d{2}-\d{2}\.db$/.test(name))
    .sort()
    .at(-1);
  const day = newest?.slice(8, 18) ?? "";
  if (newest && ctx.now() - Date.parse(day) < 3 * DAY)
    findings.say("ok", "backup", `newest daily copy of ${day}`);
  else
    findings.say(
      "warn",
      "backup",
      `no copy of the last days in ${directory}; check that Parlour runs and may write there`,
    );
}
