import type { Db } from "./client.ts";

/**
 * A query that is built once a database. Building one anew costs ten times what running it does, which counts where
 * it runs with every look at an artist's times, or ten thousand times in a first sync.
 */
export function prepared<Query>(build: (db: Db) => Query): (db: Db) => Query {
  const known = new WeakMap<Db, Query>();
  return (db) => {
    const found = known.get(db);
    if (found) return found;
    const built = build(db);
    known.set(db, built);
    return built;
  };
}
