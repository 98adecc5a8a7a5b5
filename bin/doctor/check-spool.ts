import { listSpoolIds } from "#db/queries/spool.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { countSpoolKeys } from "#lib/media/spool/reseal-spool.ts";
import { spoolFolder } from "#lib/media/spool/spool-folder.ts";
import { listSpool } from "#lib/media/spool/spool-usage.ts";
import type { Findings } from "./findings.ts";

/** How much waits for Nextcloud on this machine only, and whether it can still be opened; silent where nothing does. */
export async function checkSpool(findings: Findings, ctx: Ctx): Promise<void> {
  const entries = (await listSpool(ctx.env)).filter(({ isWhole }) => isWhole);
  const there = new Set(entries.map(({ name }) => name));
  const missing = [...(await listSpoolIds(ctx.db))].filter((id) => !there.has(id)).length;
  if (missing > 0)
    findings.say(
      "bad",
      "spool",
      `${missing} files that wait for Nextcloud are not in ${spoolFolder(ctx.env)}; check PARLOUR_SPOOL_DIR, or put that folder back`,
    );
  if (entries.length === 0) return;
  const megabytes = Math.ceil(entries.reduce((sum, { sealedBytes }) => sum + sealedBytes, 0) / 1_000_000);
  findings.say(
    "warn",
    "spool",
    `${entries.length} files (${megabytes} MB of ${ctx.env.PARLOUR_SPOOL_MAX_MB}) wait for Nextcloud in ${spoolFolder(ctx.env)}; no backup holds them, so keep that folder until they have gone out by themselves`,
  );
  const { outdated, lost } = await countSpoolKeys(ctx.env);
  if (lost > 0)
    findings.say(
      "bad",
      "spool",
      `no key opens ${lost} of the files that wait; set PARLOUR_ENCRYPTION_KEY_PREVIOUS to the key before`,
    );
  if (outdated > 0)
    findings.say(
      "warn",
      "spool",
      `${outdated} of the files that wait still need the key before; run bin/parlour keys rotate`,
    );
}
