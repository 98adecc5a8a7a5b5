import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const fileSchema = z.array(
  z
    .object({
      id: z.string().default(() => randomUUID()),
      user: z.string(),
      loginName: z.string().optional(),
      name: z.string().default(""),
      hash: z.string(),
    })
    .transform((entry) => ({ ...entry, loginName: entry.loginName ?? entry.user })),
);

/** One app password as a user sees it in the settings: never the password itself. */
export type ListedAppPassword = { id: string; name: string };

/** The app passwords of one cloud, kept as hashes in `app-passwords.json`. */
export type AppPasswords = {
  /** As for Nextcloud, it works only together with the login name it was issued to. */
  issue(input: { user: string; loginName: string; name: string }): string;
  /** The id of the user it belongs to. */
  ownerOf(loginName: string, password: string): string | undefined;
  list(user: string): ListedAppPassword[];
  revoke(password: string): void;
  /** Revokes one of a user's, or all of them; answers how many. */
  revokeOf(user: string, id?: string): number;
};

const hashOf = (password: string) => createHash("sha256").update(password).digest("hex");

/** Opens (or starts) the app passwords of a data directory. Throws on a file it cannot read. */
export function openAppPasswords(dataDir: string): AppPasswords {
  const file = join(dataDir, "app-passwords.json");
  let entries = existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
  const keep = (kept: typeof entries) => {
    const gone = entries.length - kept.length;
    entries = kept;
    writeFileSync(file, JSON.stringify(entries));
    return gone;
  };
  return {
    issue(input) {
      // 72 characters, as Nextcloud's.
      const password = randomBytes(54).toString("base64url");
      keep([...entries, { id: randomUUID(), ...input, hash: hashOf(password) }]);
      return password;
    },
    ownerOf(loginName, password) {
      const hash = hashOf(password);
      return entries.find((entry) => entry.loginName === loginName && entry.hash === hash)?.user;
    },
    list: (user) => entries.filter((entry) => entry.user === user).map(({ id, name }) => ({ id, name })),
    revoke(password) {
      const hash = hashOf(password);
      keep(entries.filter((entry) => entry.hash !== hash));
    },
    revokeOf: (user, id) =>
      keep(entries.filter((entry) => entry.user !== user || (id !== undefined && entry.id !== id))),
  };
}
