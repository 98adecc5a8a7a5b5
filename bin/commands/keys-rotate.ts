import { parseArgs } from "node:util";
import { closeDatabase } from "#db/client.ts";
import { rotateKeys } from "#lib/connections/rotate-keys.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

/** Exit 1 when a secret is left that no key opens. */
export async function keysRotate(args: string[]): Promise<number> {
  parseArgs({ args });
  prepareEnvironment();
  const ctx = commandContext();
  try {
    const { resealed, current, outdated, lost } = await rotateKeys(ctx);
    console.log(`Sealed anew: ${resealed}. Under today's key: ${current}.`);
    if (outdated > 0) console.log(`Changed at the same moment: ${outdated}. Run this once more.`);
    if (lost > 0) {
      console.error(
        `No key opens ${lost} of them. Set PARLOUR_ENCRYPTION_KEY_PREVIOUS to the key before and run this once more, or let those people connect anew.`,
      );
      return 1;
    }
    if (outdated === 0 && ctx.env.PARLOUR_ENCRYPTION_KEY_PREVIOUS)
      console.log("PARLOUR_ENCRYPTION_KEY_PREVIOUS is not needed any more.");
    return 0;
  } finally {
    closeDatabase(ctx.db);
  }
}
