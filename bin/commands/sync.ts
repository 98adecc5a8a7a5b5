import { parseArgs } from "node:util";
import { findArtistBySlug } from "#db/queries/artists.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { syncNow } from "#lib/sync/sync-now.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

export async function sync(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { artist: { type: "string" } } });
  prepareEnvironment();
  const ctx = commandContext();
  const artist = values.artist ? await findArtistBySlug(ctx.db, values.artist) : undefined;
  if (values.artist && !artist) throw new Error(`There is no artist ${values.artist}.`);
  await deliverOutbox(ctx, { limit: 500 });
  const results = await syncNow(ctx, { artistId: artist?.id });
  if (results.length === 0) console.log("No calendar is configured.");
  for (const result of results) {
    const counts = `${result.created} new, ${result.updated} changed, ${result.deleted} gone, ${result.unreadable} unreadable`;
    console.log(
      `${result.calendarId}: ${result.error ? `failed: ${result.error.message}` : `${counts}, ${result.durationMs} ms`}`,
    );
  }
  return results.every((result) => result.ok) ? 0 : 1;
}
