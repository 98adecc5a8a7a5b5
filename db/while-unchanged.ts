import type { Db } from "./client.ts";
import { prepared } from "./prepared.ts";

/** So many answers are kept for each query; a bound, not a wish. */
const MAX_KEPT = 500;

/**
 * A query whose answers are kept for exactly as long as nothing at all has changed in the database, by this process
 * (`total_changes()`) or any other (`PRAGMA data_version`): asking both takes 2 µs, and no answer is ever stale.
 * What it answers is shared by everybody who asks: not to be changed; `undefined` is never kept. `read` must be synchronous, and read this
 * database only. Inside a transaction nothing is kept, because what it wrote may be rolled back.
 * https://sqlite.org/pragma.html#pragma_data_version
 */
export function whileUnchanged<Value>(read: (db: Db, key: string) => Value): (db: Db, key: string) => Value {
  const keptOf = prepared(() => ({ state: "", answers: new Map<string, Value>() }));
  return (db, key) => {
    if (db.$client.inTransaction) return read(db, key);
    const kept = keptOf(db);
    // Before reading: what is committed meanwhile may only make the answer newer than its state.
    const state = stateOf(db);
    if (kept.state !== state || kept.answers.size >= MAX_KEPT) {
      kept.state = state;
      kept.answers.clear();
    }
    const known = kept.answers.get(key);
    if (known !== undefined) return known;
    const answer = read(db, key);
    if (answer !== undefined) kept.answers.set(key, answer);
    return answer;
  };
}

const stateStatements = prepared((db) => ({
  others: db.$client.prepare<[], number>("PRAGMA data_version").pluck(),
  own: db.$client.prepare<[], number>("SELECT total_changes()").pluck(),
}));

function stateOf(db: Db): string {
  const { others, own } = stateStatements(db);
  return `${others.get()}/${own.get()}`;
}
