import { randomBytes, randomInt, scryptSync, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync, renameSync, type Stats, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fileTarget } from "#sandbox/files/file-target.ts";
import type { FilesContext } from "#sandbox/files/files-context.ts";
import { userFilesDir } from "#sandbox/files/user-files-dir.ts";

const shareSchema = z.object({
  id: z.number(),
  /** 3 a link, 0 with a person. */
  type: z.union([z.literal(0), z.literal(3)]),
  owner: z.string(),
  fileId: z.number(),
  permissions: z.number(),
  created: z.number(),
  /** YYYY-MM-DD */
  expires: z.string().nullable(),
  token: z.string().nullable(),
  passwordHash: z.string().nullable(),
  with: z.string().nullable(),
  note: z.string(),
  label: z.string(),
});

export type Share = z.infer<typeof shareSchema>;
/** A share with what it leads to now. */
export type FoundShare = { share: Share; path: string; stats: Stats };

const fileSchema = z.object({ next: z.number(), shares: z.array(shareSchema) });
const letters = "ABCDEFGHJKLMNPQRSTWXYZabcdefgijkmnopqrstwxyz23456789";

/** A hash in the manner of Nextcloud's: it must never leave the cloud, and does, as there. */
function hashPassword(password: string, salt = randomBytes(16).toString("hex")): string {
  return `3|$scrypt$${salt}$${scryptSync(password, salt, 32, { N: 1024 }).toString("hex")}`;
}

export function isPasswordOf(share: Share, password: string): boolean {
  if (share.passwordHash === null) return true;
  const salt = share.passwordHash.split("$")[2] ?? "";
  return timingSafeEqual(Buffer.from(hashPassword(password, salt)), Buffer.from(share.passwordHash));
}

/** Everybody's shares, kept in `<dataDir>/shares.json`. One whose file is gone, or whose day is over, is gone too. */
export function openShares(files: FilesContext) {
  const file = join(files.dataDir, "shares.json");
  const kept = existsSync(file)
    ? fileSchema.parse(JSON.parse(readFileSync(file, "utf8")))
    : { next: 1, shares: [] };

  function save() {
    writeFileSync(`${file}.new`, JSON.stringify(kept));
    renameSync(`${file}.new`, file);
  }

  function find(share: Share): FoundShare | undefined {
    if (share.expires !== null && Date.parse(share.expires) <= files.now() - 86_400_000) return undefined;
    const found = files.ids.pathOf(share.owner, share.fileId);
    return found === undefined ? undefined : { share, ...found };
  }

  return {
    files,
    all: (): FoundShare[] => kept.shares.map(find).filter((each) => each !== undefined),
    byToken: (token: string) => {
      const share = kept.shares.find((each) => each.token === token);
      return share === undefined ? undefined : find(share);
    },
    create(fields: Omit<Share, "id" | "token" | "created" | "passwordHash"> & { password: string }): Share {
      const { password, ...share } = fields;
      const token = Array.from({ length: 15 }, () => letters[randomInt(letters.length)]).join("");
      const made = {
        ...share,
        id: kept.next,
        created: Math.floor(files.now() / 1000),
        token: share.type === 3 ? token : null,
        passwordHash: password === "" ? null : hashPassword(password),
      };
      kept.next += 1;
      kept.shares.push(made);
      save();
      return made;
    },
    change(
      share: Share,
      fields: Partial<Pick<Share, "permissions" | "expires" | "note" | "label">> & { password?: string },
    ) {
      const { password, ...rest } = fields;
      Object.assign(share, rest);
      if (password !== undefined) share.passwordHash = password === "" ? null : hashPassword(password);
      save();
    },
    remove(share: Share) {
      kept.shares = kept.shares.filter((each) => each !== share);
      save();
    },
    /** What a path of a user's leads to; the file's id, and its folder's. */
    locate(user: string, path: string) {
      const target = fileTarget(
        files,
        user,
        path.split("/").filter((segment) => segment !== ""),
      );
      if (target.stats === undefined) return undefined;
      const parent = statSync(join(userFilesDir(files.dataDir, user), ...target.segments.slice(0, -1)));
      return { path: target.path, fileId: files.ids.idOf(target.stats), parentId: files.ids.idOf(parent) };
    },
  };
}

export type Shares = ReturnType<typeof openShares>;
