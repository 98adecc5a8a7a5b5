import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { seedCalendars } from "#sandbox/seed/seed-calendars.ts";
import { seedFiles } from "#sandbox/seed/seed-files.ts";

/**
 * Fills an empty data directory with a believable studio around `now` (epoch milliseconds): calendars, shares
 * and customer files. Leaves a directory that holds anything alone. Answers whether it wrote.
 */
export async function seedCloud(options: { dataDir: string; now: number }): Promise<boolean> {
  const { dataDir, now } = options;
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) return false;
  mkdirSync(dataDir, { recursive: true });
  await seedFiles(dataDir);
  seedCalendars(dataDir, now);
  return true;
}
