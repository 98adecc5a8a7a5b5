import { createHash } from "node:crypto";
import type { Env } from "#lib/core/env.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { MOST_BYTES, makeRoom } from "./ecodms/make-room.ts";
import {
  documentFolder,
  type IncomingDocument,
  type KeptDocument,
  keepDocument,
  openKept,
} from "./kept-documents.ts";

/** What was fetched may be gone again before whoever waited has opened it, where room is scarce. */
const MOST_ROUNDS = 3;

export interface CacheLimits {
  /** All documents together. */
  maximumBytes?: number;
  /** One document; ecoDMS itself takes 10 MB unless it is set up for more. */
  documentBytes?: number;
}

/** Hands the document to `keep`, once. */
type FetchDocument = (keep: (document: IncomingDocument) => Promise<void>) => Promise<void>;

/**
 * A document that is kept sealed on disk (beside the database, sealed as the spool is) once it was fetched, so that
 * nobody pays for it twice. However many ask at once, it is fetched once; nothing is served before it is whole and on
 * disk, nor what no longer opens, which is fetched anew. About 500 MB are kept; whoever fetched a document has it,
 * whatever room there is.
 * @param key what it is: another version is another key
 * @param fetch called once the disk has taken the file; what it throws is thrown here, and nothing is kept
 */
export async function openCachedDocument(
  env: Env,
  key: readonly (string | number | null)[],
  fetch: FetchDocument,
  limits: CacheLimits = {},
): Promise<KeptDocument> {
  const id = createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 48);
  const underWay = processWide("hub.documents", () => new Map<string, Promise<KeptDocument>>());
  const place = `${documentFolder(env)} ${id}`;
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const known = await openKept(env, id);
    if (known) return known;
    const others = underWay.get(place);
    if (!others) {
      const fetching = fetchInto(env, id, fetch, limits).finally(() => underWay.delete(place));
      underWay.set(place, fetching);
      return fetching;
    }
    await others;
  }
  throw new Error("A document that was just kept cannot be opened.");
}

async function fetchInto(
  env: Env,
  id: string,
  fetch: FetchDocument,
  { maximumBytes = MOST_BYTES, documentBytes = MOST_BYTES }: CacheLimits,
): Promise<KeptDocument> {
  // Kept by another, between the look and here.
  const known = await openKept(env, id);
  if (known) return known;
  await makeRoom(env, maximumBytes);
  const kept = await keepDocument(env, id, documentBytes, fetch);
  await makeRoom(env, maximumBytes);
  return kept;
}
