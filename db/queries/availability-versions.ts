import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { whileUnchanged } from "../while-unchanged.ts";

const statements = prepared(({ $client }) => ({
  raise: $client.prepare<[string]>(
    `INSERT INTO availability_versions (artist_id, version) SELECT id, 1 FROM artists WHERE id = ?
     ON CONFLICT (artist_id) DO UPDATE SET version = version + 1`,
  ),
  read: $client
    .prepare<[string], number>("SELECT version FROM availability_versions WHERE artist_id = ?")
    .pluck(),
}));

/** Inside the caller's transaction: what is mirrored of an artist's calendars has changed. */
export function raiseAvailability(db: Db, artistId: string): void {
  statements(db).raise.run(artistId);
}

const versionOf = whileUnchanged((db, artistId) => statements(db).read.get(artistId) ?? 0);

/**
 * A number that is another one after everything that may change an artist's free times; 0 before the first change.
 * Cheap enough to be asked many times a second.
 */
export function availabilityVersion(db: Db, artistId: string): number {
  return versionOf(db, artistId);
}
