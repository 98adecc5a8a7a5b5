import { countDeleted, countMirrored, findMirrored } from "#db/queries/mirror.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { getObject } from "#lib/nextcloud/objects.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import type { FetchedChanges } from "./fetch-changes.ts";

/** More deletions at once than both are held until an admin says that they are meant. */
const FEW = 20;
const SHARE = 0.3;
/** What is deleted event by event arrives in several runs where Nextcloud calls for each; it counts together. */
const TOGETHER_MS = 2 * MINUTE;

/** What becomes of the addresses that the mirror has and the calendar has not. */
export interface SettledDeletions {
  /** Gone: their times are free. */
  deleted: string[];
  /** Gone together with too many others: they go on blocking until an admin decides. */
  held: string[];
  /** Held before, and there again. */
  returned: string[];
}

/**
 * Decides which of the missing events are believed to be deleted. A broken share, a restored backup or a wrong click
 * makes many vanish at once; a person deletes a few. An empty listing is checked against one address we know.
 * @throws UpstreamError `malformed`/`incomplete` when a listing lacks what the server still has
 */
export async function settleDeletions(
  ctx: Pick<Ctx, "db" | "now">,
  run: { calendarId: string; transport: Transport; confirmed: boolean },
  fetched: FetchedChanges,
): Promise<SettledDeletions> {
  const { present } = fetched;
  const named = new Set([...fetched.deleted, ...fetched.objects.map(({ href }) => href)]);
  const mirrored = await findMirrored(ctx.db, run.calendarId, present ? "all" : [...named]);
  const deleted = new Set(fetched.deleted);
  const isGone = (href: string) => (present ? !present.has(href) : deleted.has(href));
  const gone = mirrored.filter(({ href }) => isGone(href));
  const returned = mirrored.filter(({ href, held }) => held && !isGone(href)).map(({ href }) => href);
  if (present?.size === 0 && gone[0]) await requireGone(run.transport, gone[0].href);
  if (run.confirmed) return { deleted: gone.map(({ href }) => href), held: [], returned };
  const fresh = gone.filter(({ held }) => !held).map(({ href }) => href);
  const before = fresh.length === 0 ? 0 : await countDeleted(ctx.db, run.calendarId, ctx.now() - TOGETHER_MS);
  const vanished = fresh.length + before;
  const isMany =
    vanished > FEW && vanished > SHARE * ((await countMirrored(ctx.db, run.calendarId)) + before);
  return isMany ? { deleted: [], held: fresh, returned } : { deleted: fresh, held: [], returned };
}

async function requireGone(transport: Transport, href: string): Promise<void> {
  if ((await getObject(transport, href)) === null) return;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "incomplete",
    message: "The server listed an empty calendar although its events are there, so the list is not used.",
  });
}
