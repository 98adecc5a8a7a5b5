import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cloudUsers } from "#sandbox/users.ts";

/** The working hours of a data directory's users, a file each. Users nobody knows have none. */
export function openAvailabilityFiles(dataDir: string) {
  const folder = join(dataDir, "availability");
  const fileOf = (user: string) => join(folder, `${user}.ics`);
  return {
    read(user: string): string | undefined {
      if (!cloudUsers.has(user) || !existsSync(fileOf(user))) return undefined;
      return readFileSync(fileOf(user), "utf8");
    },
    write(user: string, text: string | undefined): void {
      if (!cloudUsers.has(user)) throw new Error(`There is no user ${user}`);
      if (text === undefined) {
        rmSync(fileOf(user), { force: true });
        return;
      }
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${fileOf(user)}.new`, text);
      renameSync(`${fileOf(user)}.new`, fileOf(user));
    },
  };
}
