import { processWide } from "#lib/core/process-wide.ts";
import { type Db, transaction } from "./client.ts";

interface Pending {
  /** @returns what tells the asker, once the commit is on disk. */
  work(): () => void;
  reject(error: unknown): void;
}

/** So many share one transaction at most: other writers wait for it. */
const MOST_TOGETHER = 250;

/**
 * As `transaction`, for many small writes that come at once: those asked for in the same turn share one commit, and so
 * one wait for the disk. Each is a savepoint: what one throws undoes that one alone. Resolves after the commit.
 */
export function commitTogether<T>(db: Db, work: () => T): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const queue = queueOf(db);
  queue.push({
    work() {
      const result = work();
      return () => resolve(result);
    },
    reject,
  });
  if (queue.length === 1) setImmediate(flush, db, queue);
  return promise;
}

function queueOf(db: Db): Pending[] {
  const queues = processWide("commit-together", () => new WeakMap<Db, Pending[]>());
  const known = queues.get(db);
  if (known) return known;
  const made: Pending[] = [];
  queues.set(db, made);
  return made;
}

function flush(db: Db, queue: Pending[]): void {
  const batch = queue.splice(0, MOST_TOGETHER);
  if (queue.length > 0) setImmediate(flush, db, queue);
  const tell: (() => void)[] = [];
  try {
    transaction(db, () => {
      for (const { work, reject } of batch) {
        try {
          tell.push(db.$client.transaction(work)());
        } catch (error) {
          // A full disk ends the whole transaction, not only the savepoint.
          if (!db.$client.inTransaction) throw error;
          tell.push(() => reject(error));
        }
      }
    });
  } catch (error) {
    for (const { reject } of batch) reject(error);
    return;
  }
  for (const one of tell) one();
}
