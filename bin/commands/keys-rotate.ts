import { parseArgs } from "node:util";
import { closeDatabase } from "#db/client.ts";
import { rotateKeys } from "#lib/connections/rotate-keys.ts";
import { resealDocuments } from "#lib/hub/ecodms/reseal-documents.ts";
import { resealSpool } from "#lib/media/spool/reseal-spool.ts";
import { resealMedia } from "#lib/messenger/media/reseal-media.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

/** Exit 1 when a secret is left that no key opens. */
export async function keysRotate(args: string[]): Promise<number> {
  parseArgs({ args });
  prepareEnvironment();
  const ctx = commandContext();
  try {
    const secrets = await rotateKeys(ctx);
    const files = await resealSpool(ctx.env);
    const documents = await resealDocuments(ctx.env);
    const media = await resealMedia(ctx.env);
    const resealed = secrets.resealed + files.resealed + documents.resealed + media.resealed;
    const current = secrets.current + files.current + documents.current + media.current;
    console.log(`Sealed anew: ${resealed}. Under today's key: ${current}.`);
    if (documents.lost > 0)
      console.log(
        `Documents of ecoDMS that no key opens, or that are damaged: ${documents.lost}. They are fetched anew when somebody wants them.`,
      );
    if (media.lost > 0)
      console.log(
        `Files of the messenger's rooms that no key opens, or that are damaged: ${media.lost}. What a homeserver has is fetched from there.`,
      );
    if (secrets.outdated > 0)
      console.log(`Changed at the same moment: ${secrets.outdated}. Run this once more.`);
    if (files.outdated > 0)
      console.log(
        `Files that wait for Nextcloud, changed at the same moment or damaged: ${files.outdated}. Run this once more, or give them up on the sync page.`,
      );
    const outdated = secrets.outdated + files.outdated;
    const lost = secrets.lost + files.lost;
    if (lost > 0) {
      console.error(
        `No key opens ${lost} of them. Set PARLOUR_ENCRYPTION_KEY_PREVIOUS to the key before and run this once more, or let those people connect anew and give the files up on the sync page.`,
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
