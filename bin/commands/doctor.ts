import { statfsSync } from "node:fs";
import path from "node:path";
import { databasePath } from "#db/client.ts";
import { listArtists } from "#db/queries/artists.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { countUsers } from "#db/queries/users.ts";
import { testCalendar } from "#lib/calendars/test-calendar.ts";
import { env, missingNextcloudConfig, publicUrl } from "#lib/core/env.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

type Finding = { level: "ok" | "warn" | "bad"; subject: string; text: string };

/** Checks what Parlour needs, one line each. Exit 1 when something is bad. */
export async function doctor(): Promise<number> {
  const findings: Finding[] = [];
  const say = (level: Finding["level"], subject: string, text: string) => {
    findings.push({ level, subject, text });
    console.log(`${{ ok: "✓", warn: "!", bad: "✗" }[level]} ${subject}: ${text}`);
  };
  try {
    prepareEnvironment();
    say("ok", "configuration", `valid; people reach Parlour at ${publicUrl(env())}`);
  } catch (error) {
    say("bad", "configuration", error instanceof Error ? error.message : String(error));
    return 1;
  }
  const ctx = commandContext();
  const artists = await listArtists(ctx.db);
  say("ok", "database", `${databasePath(env().DATABASE_URL)}, ${artists.length} artists`);
  if ((await countUsers(ctx.db)) === 0)
    say("warn", "users", "nobody can sign in yet; bin/start prints a link for the first admin");
  checkDisk(say);
  const missing = missingNextcloudConfig(env());
  if (missing.length > 0) {
    say("bad", "Nextcloud", `CalDAV not configured: set ${missing.join(", ")} in .env.local`);
  } else {
    await checkNextcloud(say);
    for (const calendar of await listCalendars(ctx.db)) {
      const name = `calendar of ${artists.find((artist) => artist.id === calendar.artistId)?.name ?? calendar.artistId}`;
      const test = await testCalendar(ctx, { id: calendar.id });
      if (!test.ok) say("bad", name, `${test.problem.title}. ${test.problem.detail} ${test.problem.cure}`);
      else if (calendar.purpose === "write" && !test.calendar.writable)
        say("bad", name, "read-only; share it with “can edit” ticked");
      else say("ok", name, `${test.calendar.displayName} answers`);
      if (test.ok && test.calendar.shared) {
        say(
          "warn",
          name,
          "read through a share: events the artist marks private are invisible and would read as free",
        );
      }
    }
  }
  return findings.some((finding) => finding.level === "bad") ? 1 : 0;
}

function checkDisk(say: (level: Finding["level"], subject: string, text: string) => void): void {
  const stats = statfsSync(path.dirname(path.resolve(databasePath(env().DATABASE_URL))));
  const freeMegabytes = Math.floor((stats.bavail * stats.bsize) / 1_000_000);
  say(freeMegabytes < 500 ? "bad" : "ok", "disk", `${freeMegabytes} MB free`);
}

/** Reachability and clock in one anonymous request to status.php. */
async function checkNextcloud(
  say: (level: Finding["level"], subject: string, text: string) => void,
): Promise<void> {
  const url = `${env().NEXTCLOUD_BASE_URL}/status.php`;
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
    const skewSeconds = Math.round((Date.now() - Date.parse(response.headers.get("date") ?? "")) / 1000);
    say(response.ok ? "ok" : "warn", "Nextcloud", `${url} answers ${response.status}`);
    if (Math.abs(skewSeconds) > 60) say("warn", "clock", `differs from Nextcloud's by ${skewSeconds} s`);
    else say("ok", "clock", "agrees with Nextcloud's");
  } catch (error) {
    say(
      "bad",
      "Nextcloud",
      `${url} does not answer (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
