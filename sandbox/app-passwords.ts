import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const fileSchema = z.array(z.object({ user: z.string(), hash: z.string() }));

/** The app passwords of one cloud, kept as hashes in `app-passwords.json`. */
export type AppPasswords = {
  issue(user: string): string;
  belongsTo(user: string, password: string): boolean;
  revoke(password: string): void;
};

const hashOf = (password: string) => createHash("sha256").update(password).digest("hex");

/** Opens (or starts) the app passwords of a data directory. Throws on a file it cannot read. */
export function openAppPasswords(dataDir: string): AppPasswords {
  const file = join(dataDir, "app-passwords.json");
  let entries = existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
  const save = () => writeFileSync(file, JSON.stringify(entries));
  return {
    issue(user) {
      // 72 characters, as Nextcloud's.
      const password = randomBytes(54).toString("base64url");
      entries.push({ user, hash: hashOf(password) });
      save();
      return password;
    },
    belongsTo(user, password) {
      const hash = hashOf(password);
      return entries.some((entry) => entry.user === user && entry.hash === hash);
    },
    revoke(password) {
      const hash = hashOf(password);
      entries = entries.filter((entry) => entry.hash !== hash);
      save();
    },
  };
}
