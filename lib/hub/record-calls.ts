import type { Db } from "#db/client.ts";
import type { Contact } from "#db/queries/fold-contact.ts";
import { storeContacts } from "#db/queries/integrations.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { processWide } from "#lib/core/process-wide.ts";

/** How calls to connectors went, gathered in the process and stored together: no call ever waits for the database. */

const MOST_KEPT = 5000;
const STORED_EVERY_MS = 2 * SECOND;

interface Waiting {
  contacts: Contact[];
  timer: NodeJS.Timeout | null;
}

type Store = Pick<Ctx, "db" | "now">;

function waitingFor(db: Db): Waiting {
  const all = processWide("integration-contacts", () => new WeakMap<Db, Waiting>());
  const known = all.get(db);
  if (known) return known;
  const waiting: Waiting = { contacts: [], timer: null };
  all.set(db, waiting);
  return waiting;
}

/** Notes one contact; it is stored within two seconds. Of more than 5,000 that wait the oldest is forgotten. */
export function recordContact(store: Store, contact: Contact): void {
  const waiting = waitingFor(store.db);
  waiting.contacts.push(contact);
  if (waiting.contacts.length > MOST_KEPT) waiting.contacts.shift();
  storeSoon(store, waiting);
}

function storeSoon(store: Store, waiting: Waiting): void {
  waiting.timer ??= setTimeout(() => storeRecordedCalls(store), STORED_EVERY_MS).unref();
}

/**
 * Stores what waits: for somebody who reads it, and before the process ends. What cannot be stored, as another process
 * writes for longer than a moment, waits for the next time; never throws.
 */
export function storeRecordedCalls(store: Store): void {
  const { db, now } = store;
  const waiting = waitingFor(db);
  if (waiting.timer) clearTimeout(waiting.timer);
  waiting.timer = null;
  const { contacts } = waiting;
  waiting.contacts = [];
  try {
    storeContacts(db, contacts, now());
  } catch (error) {
    waiting.contacts = contacts;
    storeSoon(store, waiting);
    log().warn({ err: error }, "how calls to connectors went could not be stored yet");
  }
}
