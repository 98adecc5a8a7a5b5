import { unlink } from "node:fs/promises";
import path from "node:path";
import { listSpoolIds } from "#db/queries/spool.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { HOUR } from "#lib/core/clock.ts";
import { systemCode } from "./spool-failure.ts";
import { spoolFolder } from "./spool-folder.ts";
import { listSpool } from "./spool-usage.ts";

/** A file is sealed before its record is stored, and one being written grows: neither takes this long. */
const LEFT_ALONE_MS = 6 * HOUR;

/** Removes what nobody waits for any more: left over by a process that died. @returns how many files. */
export async function sweepSpool(ctx: Pick<Ctx, "actor" | "db" | "env" | "now">): Promise<number> {
  requireAdmin(ctx.actor);
  let removed = 0;
  const beforeMs = ctx.now() - LEFT_ALONE_MS;
  for (const { name, writtenMs } of await listSpool(ctx.env)) {
    if (writtenMs > beforeMs || (await listSpoolIds(ctx.db)).has(name)) continue;
    try {
      await unlink(path.join(spoolFolder(ctx.env), name));
      removed += 1;
    } catch (error) {
      if (systemCode(error) !== "ENOENT") throw error;
    }
  }
  return removed;
}
