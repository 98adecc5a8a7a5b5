import { createHash } from "node:crypto";
import type { CalendarRow } from "#db/queries/calendars.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { readCalendar } from "#lib/nextcloud/calendars.ts";
import { listEtags } from "#lib/nextcloud/list-etags.ts";
import { multigetObjects, type RemoteObject } from "#lib/nextcloud/multiget.ts";
import { type CollectionChanges, syncCollection } from "#lib/nextcloud/sync-collection.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";

/** What changed in a calendar since the mirror was last brought up to date. */
export interface FetchedChanges {
  /** To be stored with the objects; a server without sync-collection has its ctag here. */
  token: string;
  /** New or changed. */
  objects: RemoteObject[];
  /** Addresses the server named as deleted: of those it is certain. */
  deleted: string[];
  /** Where everything was compared: all addresses we are shown. What the mirror has beyond them is gone, or private. */
  present: Set<string> | null;
  /** Whether `deleted` names everything that was deleted: the server knew our token. */
  namesDeleted: boolean;
  supportsSync: boolean;
}

/** The mirror's side of a comparison. */
export interface MirroredState extends Pick<CalendarRow, "href" | "syncToken" | "supportsSync"> {
  /** The last answer was too slow or too large: first the names of what changed, then the objects in portions. */
  listFirst: boolean;
  /** ETag by address of everything the mirror holds. */
  etags(): Promise<Map<string, string>>;
}

/**
 * What changed in the calendar: by sync-collection (RFC 6578) since the mirror's token. Every ETag is compared, too,
 * where `complete` is asked for, the server no longer knows the token, or does not support sync-collection. Throws
 * UpstreamError.
 */
export async function fetchChanges(
  transport: Transport,
  mirror: MirroredState,
  options: { complete?: boolean; signal?: AbortSignal } = {},
): Promise<FetchedChanges> {
  const { signal } = options;
  if (!mirror.supportsSync) return withoutSyncCollection(transport, mirror, options);
  const answer = await listChanges(transport, mirror, signal);
  if (answer === "unsupported") return withoutSyncCollection(transport, mirror, options);
  if (answer === "unknown-token" || wentBackwards(mirror.syncToken, answer.token)) {
    // The token is asked for first: what changes during the comparison comes once more with the next delta.
    const { syncToken } = await readCalendar(transport, mirror.href, { signal });
    const compared = await compareEtags(transport, mirror, { token: syncToken, objects: [] }, signal);
    return { ...compared, deleted: [], namesDeleted: false, supportsSync: true };
  }
  const { token, deleted } = answer;
  const objects = await withObjects(transport, mirror.href, answer, signal);
  const named = { token, deleted, namesDeleted: true, supportsSync: true };
  if (mirror.syncToken === null)
    return { ...named, objects, present: new Set(objects.map(({ href }) => href)) };
  if (!options.complete) return { ...named, objects, present: null };
  return { ...named, ...(await compareEtags(transport, mirror, { token, objects }, signal)) };
}

/** What the server names without its text was deleted since, which the next delta says, or is hidden from us. */
async function withObjects(
  transport: Transport,
  href: string,
  answer: CollectionChanges,
  signal: AbortSignal | undefined,
): Promise<RemoteObject[]> {
  const objects: RemoteObject[] = [];
  const missingData: string[] = [];
  for (const { href, etag, ics } of answer.changed) {
    if (ics === null) missingData.push(href);
    else objects.push({ href, etag, ics });
  }
  const rest = await multigetObjects(transport, href, missingData, { signal });
  return [...objects, ...rest.objects];
}

/** The objects come along with the list of changes: one request, but for thousands of changes at once (an import). */
async function listChanges(
  transport: Transport,
  { href, syncToken: token, listFirst }: MirroredState,
  signal: AbortSignal | undefined,
): Promise<CollectionChanges | "unknown-token" | "unsupported"> {
  try {
    return await syncCollection(transport, href, token, { withData: token === null || !listFirst, signal });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (error.reason === "unsupported-report") return "unsupported";
    if (token === null) throw error;
    if (error.reason === "invalid-sync-token") return "unknown-token";
    throw error;
  }
}

/** Servers that only tell a ctag: while it stands nothing has changed, and else every ETag is compared. */
async function withoutSyncCollection(
  transport: Transport,
  mirror: MirroredState,
  options: { complete?: boolean; signal?: AbortSignal },
): Promise<FetchedChanges> {
  const { ctag } = await readCalendar(transport, mirror.href, { signal: options.signal });
  const told = { deleted: [], namesDeleted: false, supportsSync: false };
  if (!options.complete && ctag !== null && ctag === mirror.syncToken)
    return { ...told, token: ctag, objects: [], present: null };
  return {
    ...told,
    ...(await compareEtags(transport, mirror, { token: ctag, objects: [] }, options.signal)),
  };
}

async function compareEtags(
  transport: Transport,
  mirror: MirroredState,
  delta: { token: string | null; objects: RemoteObject[] },
  signal: AbortSignal | undefined,
): Promise<Pick<FetchedChanges, "token" | "objects"> & { present: Set<string> }> {
  const listed = await listEtags(transport, mirror.href, { signal });
  const known = new Map(await mirror.etags());
  for (const { href, etag } of delta.objects) known.set(href, etag);
  const changed = listed.filter(({ href, etag }) => known.get(href) !== etag).map(({ href }) => href);
  const { objects, missing } = await multigetObjects(transport, mirror.href, changed, { signal });
  const present = new Set(listed.map(({ href }) => href));
  for (const href of missing) present.delete(href);
  return { token: delta.token ?? fingerprint(listed), objects: [...delta.objects, ...objects], present };
}

/** Stands for a state of the calendar where the server has no word for it. */
function fingerprint(listed: { href: string; etag: string }[]): string {
  const lines = listed.map(({ href, etag }) => `${href} ${etag}`).sort();
  return `etags:${createHash("sha256").update(lines.join("\n")).digest("base64url")}`;
}

/**
 * Nextcloud's tokens end in a number that only grows. A smaller one than ours comes from a server restored from a
 * backup, which answers that nothing has changed since a state it does not know.
 */
function wentBackwards(ours: string | null, theirs: string): boolean {
  const numberOf = (token: string) =>
    Number(/^http:\/\/sabre\.io\/ns\/sync\/(\d{1,15})$/.exec(token)?.[1] ?? Number.NaN);
  return ours !== null && numberOf(theirs) < numberOf(ours);
}
