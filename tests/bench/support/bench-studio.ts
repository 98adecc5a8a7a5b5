import path from "node:path";
import { closeDatabase, type Db, openDatabase } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { type CalendarRow, listCalendars } from "#db/queries/calendars.ts";
import { type Actor, worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { createCalendar } from "#lib/calendars/create-calendar.ts";
import { systemClock } from "#lib/core/clock.ts";
import { type Env, parseEnv } from "#lib/core/env.ts";
import { cloudPassword, serviceAccount } from "#sandbox/users.ts";
import { insertTestArtists } from "#tests/support/test-artists.ts";

export interface BenchStudio {
  db: Db;
  variables: Record<string, string>;
  ctx(actor?: Actor): Ctx;
  /** Mara's calendar; there is one where a cloud was given. */
  calendar(): Promise<CalendarRow>;
  close(): void;
}

/** The environment of a studio whose database is in the folder. */
export function benchVariables(folder: string, cloudUrl?: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    PARLOUR_IGNORE_ENV_FILE: "1",
    PARLOUR_RATE_LIMITS: "off",
    DATABASE_URL: `file:${path.join(folder, "parlour.db")}`,
    NEXTAUTH_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "a-secret-of-the-bench-1234",
    PARLOUR_ENCRYPTION_KEY: "a-key-of-the-bench-123456",
    ...(cloudUrl
      ? {
          NEXTCLOUD_BASE_URL: cloudUrl,
          NEXTCLOUD_USERNAME: serviceAccount,
          NEXTCLOUD_PASSWORD: cloudPassword,
        }
      : {}),
  };
}

/** Opens the database of the folder as it is. */
export function openBenchStudio(variables: Record<string, string>): BenchStudio {
  const env: Env = parseEnv(variables);
  const db = openDatabase(env.DATABASE_URL);
  return {
    db,
    variables,
    ctx: (actor = worker) => ({ actor, env, db, now: systemClock }),
    calendar: async () => {
      const [found] = await listCalendars(db, ["mara"]);
      if (!found) throw new Error("No calendar of Mara");
      return found;
    },
    close: () => closeDatabase(db),
  };
}

/** A new studio: Mara and Theo, who work every day from nine to five, with calendars where a cloud is given. */
export async function createBenchStudio(folder: string, cloudUrl?: string): Promise<BenchStudio> {
  const studio = openBenchStudio(benchVariables(folder, cloudUrl));
  migrateDatabase(studio.db);
  await insertTestArtists(studio.db);
  if (cloudUrl) {
    for (const owner of ["mara", "theo"])
      await createCalendar(studio.ctx(), {
        artistId: owner,
        calendarUrl: `/remote.php/dav/calendars/${owner}/personal/`,
      });
  }
  return studio;
}
