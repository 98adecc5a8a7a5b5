import type { Ctx } from "#lib/auth/context.ts";
import { countKeys } from "#lib/connections/rotate-keys.ts";
import type { Findings } from "./findings.ts";

/** Whether the keys open what is kept encrypted; silent where nothing is. */
export async function checkKeys(findings: Findings, ctx: Ctx): Promise<void> {
  const { current, outdated, lost } = await countKeys(ctx);
  if (lost > 0)
    findings.say(
      "warn",
      "keys",
      `no key opens ${lost} of the stored app passwords; set PARLOUR_ENCRYPTION_KEY_PREVIOUS to the key before, or let those people connect to Nextcloud anew`,
    );
  if (outdated > 0)
    findings.say(
      "warn",
      "keys",
      `${outdated} of the stored app passwords still need the key before; run bin/parlour keys rotate`,
    );
  if (lost + outdated === 0 && current > 0)
    findings.say("ok", "keys", `every stored app password opens (${current})`);
}
