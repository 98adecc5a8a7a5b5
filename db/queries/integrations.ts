import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import { DAY, MINUTE } from "#lib/core/clock.ts";
import { type Db, passingTransaction, transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { integrationCosts, integrationSlots, integrationStates } from "../schema/integrations.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { type Contact, foldContact, type IntegrationState } from "./fold-contact.ts";

export type IntegrationSlot = typeof integrationSlots.$inferSelect;

/** What one row of calls stands for. */
export const SLOT_MS = 30 * MINUTE;
/** How many calls of half an hour are kept to tell their median by. */
const MOST_DURATIONS = 200;
/** Those of a day, and of a clock that was ahead. */
const MOST_SLOTS = 100;
/** Figures are no reason to keep a process waiting for another's write. */
const PATIENCE_MS = 100;

const statements = prepared((db) => {
  const value = sql.placeholder;
  const of = eq(integrationStates.connector, value("connector"));
  const slot = and(eq(integrationSlots.connector, value("connector")), eq(integrationSlots.at, value("at")));
  return {
    state: db.select().from(integrationStates).where(of).prepare(),
    slot: db.select().from(integrationSlots).where(slot).prepare(),
  };
});

/**
 * Stores how calls went, in the order in which they were noted, and forgets what is older than a day. What is known
 * under another configuration is replaced. A power cut may take the last seconds of it: nothing waits for the disk here,
 * nor long for another writer.
 * @throws when another writes for longer; nothing is stored then
 */
export function storeContacts(db: Db, contacts: readonly Contact[], nowMs: number): void {
  // Whoever closed it has no use for this any more.
  if (!db.$client.open || contacts.length === 0) return;
  impatiently(db, () =>
    passingTransaction(db, () => {
      const states = new Map<string, IntegrationState | undefined>();
      const slots = new Map<string, IntegrationSlot>();
      for (const contact of contacts) {
        const { connector, call } = contact;
        if (call) addCall(db, slots, connector, call);
        const known = states.get(connector) ?? statements(db).state.get({ connector });
        states.set(connector, foldContact(known, contact, nowMs));
      }
      for (const state of states.values()) if (state) storeState(db, state);
      for (const slot of slots.values()) storeSlot(db, slot);
      db.delete(integrationSlots)
        .where(lt(integrationSlots.at, nowMs - DAY - SLOT_MS))
        .run();
    }),
  );
}

/** Waits a moment at most where another process writes. */
function impatiently<T>(db: Db, work: () => T): T {
  const patienceMs = Number(db.$client.pragma("busy_timeout", { simple: true }));
  db.$client.pragma(`busy_timeout = ${PATIENCE_MS}`);
  try {
    return work();
  } finally {
    db.$client.pragma(`busy_timeout = ${patienceMs}`);
  }
}

function storeState(db: Db, state: IntegrationState): void {
  db.insert(integrationStates)
    .values(state)
    .onConflictDoUpdate({ target: integrationStates.connector, set: state })
    .run();
}

function addCall(
  db: Db,
  slots: Map<string, IntegrationSlot>,
  connector: string,
  { at: calledAt, durationMs, outcome }: NonNullable<Contact["call"]>,
): void {
  const at = calledAt - (calledAt % SLOT_MS);
  const key = `${connector} ${at}`;
  const slot = slots.get(key) ??
    statements(db).slot.get({ connector, at }) ?? {
      connector,
      at,
      calls: 0,
      failures: 0,
      maxMs: null,
      durations: [],
    };
  slots.set(key, slot);
  slot.calls += 1;
  if (outcome !== "ok") {
    slot.failures += 1;
    return;
  }
  slot.maxMs = Math.max(durationMs, slot.maxMs ?? 0);
  // Each call is as likely to be among those kept (reservoir sampling).
  const many = slot.calls - slot.failures > MOST_DURATIONS;
  const place = many ? Math.floor(Math.random() * (slot.calls - slot.failures)) : slot.durations.length;
  if (place < MOST_DURATIONS) slot.durations[place] = durationMs;
}

function storeSlot(db: Db, slot: IntegrationSlot): void {
  db.insert(integrationSlots)
    .values(slot)
    .onConflictDoUpdate({ target: [integrationSlots.connector, integrationSlots.at], set: slot })
    .run();
}

/** What is known of a connector under one configuration; nothing of what was known under another. */
export async function findIntegrationState(
  db: Db,
  connector: string,
  config: string,
): Promise<IntegrationState | undefined> {
  const known = statements(db).state.get({ connector });
  return known?.config === config ? known : undefined;
}

/** A connector's calls since an instant (epoch milliseconds), by the half hour, in their order. */
export async function listIntegrationSlots(
  db: Db,
  connector: string,
  fromMs: number,
): Promise<IntegrationSlot[]> {
  return db
    .select()
    .from(integrationSlots)
    .where(and(eq(integrationSlots.connector, connector), gte(integrationSlots.at, fromMs)))
    .orderBy(asc(integrationSlots.at))
    .limit(MOST_SLOTS)
    .all();
}

/** Keeps how a test went, and who asked for it. */
export async function storeIntegrationTest(
  db: Db,
  test: Pick<
    IntegrationState,
    "connector" | "config" | "testedAt" | "testOutcome" | "testDetail" | "testMs" | "testedBy"
  >,
  audit: AuditEntry,
): Promise<void> {
  transaction(db, () => {
    const known = statements(db).state.get({ connector: test.connector });
    // What is left out begins empty under a configuration that is new.
    if (known && known.config !== test.config)
      db.delete(integrationStates).where(eq(integrationStates.connector, test.connector)).run();
    db.insert(integrationStates)
      .values(test)
      .onConflictDoUpdate({ target: integrationStates.connector, set: test })
      .run();
    writeAudit(db, audit);
  });
}

/** One more call that the vendor is paid for; on disk when it is answered. */
export async function addPaidCall(db: Db, connector: string, month: string): Promise<void> {
  db.insert(integrationCosts)
    .values({ connector, month, calls: 1 })
    .onConflictDoUpdate({
      target: [integrationCosts.connector, integrationCosts.month],
      set: { calls: sql`${integrationCosts.calls} + 1` },
    })
    .run();
}

/** Calls that the vendor is paid for, of one month. */
export async function countPaidCalls(db: Db, connector: string, month: string): Promise<number> {
  const isOf = and(eq(integrationCosts.connector, connector), eq(integrationCosts.month, month));
  return db.select().from(integrationCosts).where(isOf).get()?.calls ?? 0;
}
