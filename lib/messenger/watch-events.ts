import type { Db } from "#db/client.ts";
import { type AddressedEvent, eventsAfter, joinedMembers, newestEventSeq } from "#db/queries/read-events.ts";
import { log } from "#lib/core/log.ts";
import { eventFrame } from "./event-frame.ts";
import { runsOf } from "./runs-of-events.ts";
import { visibleTo } from "./visible-to.ts";
import { onWake } from "./wake.ts";

/** What other processes store is heard so much later at most. */
const LOOK_EVERY_MS = 100;
/** Told in one go; sockets are written to before the next, so that whoever reads keeps up. */
const MOST_EVENTS = 100;
const MOST_BYTES = 32_768;
/** After a look the process does something else for as long as it took, within reason. */
const LONGEST_PAUSE_MS = 250;

export interface EventListener {
  /** messenger_users */
  member: { id: string; tenantId: string };
  /** Events from `first` to `last` that this person may hear, as they are sent. The bytes are shared with others. */
  hear(first: number, last: number, frames: Buffer): void;
}

/** Tells those who listen of every event they may hear, whichever process stored it. */
export interface EventWatch {
  /** @returns what ends it; calling it twice does no harm */
  listen(listener: EventListener): () => void;
  listening(): number;
}

/**
 * One look at the database for all, when this process stored an event and ten times a second, while somebody listens. An
 * event is written out once, however many hear it; who may hear it is asked when it is told.
 */
export function watchEvents({ db }: { db: Db }, options: { lookEveryMs?: number } = {}): EventWatch {
  const tenants = new Map<string, Map<string, Set<EventListener>>>();
  let count = 0;
  let position = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopWaking = () => {};
  let isSoon = false;
  let nextAtMs = 0;

  function soon(): void {
    if (isSoon) return;
    isSoon = true;
    const waitMs = nextAtMs - performance.now();
    if (waitMs > 1) setTimeout(look, waitMs);
    else setImmediate(look);
  }

  function look(): void {
    isSoon = false;
    if (timer === undefined) return;
    const startedAtMs = performance.now();
    try {
      const found = eventsAfter(db, position, MOST_EVENTS);
      const told = tell(found);
      const endedAtMs = performance.now();
      nextAtMs = endedAtMs + Math.min(endedAtMs - startedAtMs, LONGEST_PAUSE_MS);
      if (told < found.length || found.length === MOST_EVENTS) soon();
    } catch (error) {
      // A database that is locked for too long, say: the next look finds what this one missed.
      log().warn({ err: error }, "looking for events failed");
    }
  }

  /** @returns how many were told; the rest has its turn later */
  function tell(found: readonly AddressedEvent[]): number {
    const members = new Map<string, string[]>();
    const membersOf = (roomId: string) => {
      const known = members.get(roomId) ?? joinedMembers(db, roomId);
      members.set(roomId, known);
      return known;
    };
    let bytes = 0;
    let told = 0;
    for (const run of runsOf(found, MOST_BYTES)) {
      if (bytes > MOST_BYTES) break;
      const [first] = run;
      const listeners = tenants.get(first.tenantId);
      const audience = listeners ? [...visibleTo(first, listeners, membersOf)] : [];
      const last = run.at(-1)?.seq ?? first.seq;
      if (audience.length > 0) {
        const frames = Buffer.concat(run.map(eventFrame));
        for (const listener of audience) listener.hear(first.seq, last, frames);
        bytes += frames.length;
      }
      position = last;
      told += run.length;
    }
    return told;
  }

  function begin(): void {
    position = newestEventSeq(db);
    timer = setInterval(soon, options.lookEveryMs ?? LOOK_EVERY_MS);
    stopWaking = onWake(soon);
  }

  function end(): void {
    clearInterval(timer);
    timer = undefined;
    stopWaking();
  }

  function leave(listener: EventListener): void {
    const { id, tenantId } = listener.member;
    const tenant = tenants.get(tenantId);
    const own = tenant?.get(id);
    if (!tenant || !own?.delete(listener)) return;
    if (own.size === 0) tenant.delete(id);
    if (tenant.size === 0) tenants.delete(tenantId);
    count -= 1;
    if (count === 0) end();
  }

  return {
    listen(listener) {
      if (count === 0) begin();
      const { id, tenantId } = listener.member;
      const tenant = tenants.get(tenantId) ?? new Map<string, Set<EventListener>>();
      const own = tenant.get(id) ?? new Set();
      tenants.set(tenantId, tenant.set(id, own.add(listener)));
      count += 1;
      return () => leave(listener);
    },
    listening: () => count,
  };
}
