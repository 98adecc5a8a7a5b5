import { newestEventSeq } from "#db/queries/read-events.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireSignedIn } from "#lib/auth/permissions.ts";

/**
 * From where a page that is being made listens on (`last_event_id` of the stream), so that nothing falls between what it
 * was made from and what it hears. Says nothing of what happened.
 */
export async function newestEvent({ actor, db }: Pick<Ctx, "actor" | "db">): Promise<number> {
  requireSignedIn(actor);
  return newestEventSeq(db);
}
