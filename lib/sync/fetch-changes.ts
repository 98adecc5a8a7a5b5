import type { CalendarRow } from "#db/queries/calendars.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { multigetObjects, type RemoteObject } from "#lib/nextcloud/multiget.ts";
import { type CollectionChanges, syncCollection } from "#lib/nextcloud/sync-collection.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";

/** What a calendar holds now, or what changed in it since our token. */
export interface FetchedChanges {
  token: string;
  /** True when `objects` is everything: what is not in it is gone. */
  complete: boolean;
  objects: RemoteObject[];
  deleted: string[];
}

/**
 * What changed in the calendar since its token, by sync-collection (RFC 6578); everything where there is no token,
 * `complete` is asked for, or the server no longer knows the token. Throws UpstreamError.
 */
export async function fetchChanges(
  transport: Transport,
  calendar: Pick<CalendarRow, "href" | "syncToken">,
  options: { complete?: boolean; signal?: AbortSignal },
): Promise<FetchedChanges> {
  const { signal } = options;
  const token = options.complete ? null : calendar.syncToken;
  const answer = await listChanges(transport, calendar.href, token, signal);
  if (!answer || (token !== null && wentBackwards(token, answer.token)))
    return fetchChanges(transport, calendar, { ...options, complete: true });
  const objects: RemoteObject[] = [];
  const missingData: string[] = [];
  for (const { href, etag, ics } of answer.changed) {
    if (ics === null) missingData.push(href);
    else objects.push({ href, etag, ics });
  }
  const deleted = [...answer.deleted];
  if (missingData.length > 0) {
    const rest = await multigetObjects(transport, calendar.href, missingData, { signal });
    objects.push(...rest.objects);
    // Deleted between the two requests; the next delta says so once more.
    deleted.push(...rest.missing);
  }
  return { token: answer.token, complete: token === null, objects, deleted };
}

/** The objects come along with the list of changes: one request. Null when the server does not know the token. */
async function listChanges(
  transport: Transport,
  href: string,
  token: string | null,
  signal: AbortSignal | undefined,
): Promise<CollectionChanges | null> {
  try {
    return await syncCollection(transport, href, token, { withData: true, signal });
  } catch (error) {
    if (token === null || !(error instanceof UpstreamError)) throw error;
    if (error.reason === "invalid-sync-token") return null;
    // Thousands of changes at once (an import): first their names, then the objects in portions.
    if (error.reason === "timeout" || error.reason === "too-large")
      return syncCollection(transport, href, token, { withData: false, signal });
    throw error;
  }
}

/**
 * Nextcloud's tokens end in a number that only grows. A smaller one than ours comes from a server restored from a
 * backup, which answers that nothing has changed since a state it does not know.
 */
function wentBackwards(ours: string, theirs: string): boolean {
  const numberOf = (token: string) =>
    Number(/^http:\/\/sabre\.io\/ns\/sync\/(\d{1,15})$/.exec(token)?.[1] ?? Number.NaN);
  return numberOf(theirs) < numberOf(ours);
}
