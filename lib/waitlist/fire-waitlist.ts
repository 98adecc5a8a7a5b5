import { availabilityVersion } from "#db/queries/availability-versions.ts";
import {
  artistsWaitedFor,
  changeWaitlistEntry,
  listWaiting,
  type WaitlistPlace,
  type WaitlistWithNames,
} from "#db/queries/waitlist.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { HOUR, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { mayBook } from "#lib/customers/may-book.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import { holdForEntry, LEAST_CLAIM_MS } from "./hold-for-entry.ts";
import { matchingStarts } from "./matching-starts.ts";

const BUDGET_MS = 2 * SECOND;
/** Entries of one artist that are looked at in one round; those after them have their turn in the next. */
const MOST_ENTRIES = 200;
/** Days come within a service's horizon without anything changing: so often is looked anyway. */
const LOOK_AGAIN_MS = HOUR;

interface Look {
  /** What the artist's times were, and when (epoch ms), as the look at the first of the line began. */
  version: number;
  at: number;
  /** Where it goes on; null once the whole line was looked at. */
  next: WaitlistPlace | null;
}

/**
 * Offers what became free to who waits for it, first come first served, those who let times pass after the others: the
 * time is held and a link to claim it goes out. Looks only at artists whose times changed since the last look, whoever
 * changed them (a deletion on the artist's phone comes with the sync). @returns how many were offered something.
 */
export async function fireWaitlist(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const looks = processWide("waitlist.looks", () => new WeakMap<object, Map<string, Look>>());
  const mine = looks.get(ctx.db) ?? new Map<string, Look>();
  looks.set(ctx.db, mine);
  let offered = 0;
  for (const artist of await artistsWaitedFor(ctx.db)) {
    // Read before the times: what changes meanwhile is looked at in the next round.
    const version = availabilityVersion(ctx.db, artist.id);
    const nowMs = ctx.now();
    const last = mine.get(artist.id);
    const isKnown =
      last?.version === version &&
      last.at > artist.changedAt &&
      nowMs >= last.at &&
      nowMs - last.at < LOOK_AGAIN_MS;
    const after = last?.next ?? null;
    if (isKnown && after === null) continue;
    const { entries, next } = await listWaiting(ctx.db, {
      artistId: artist.id,
      after,
      limit: MOST_ENTRIES,
    });
    offered += await offerTo(ctx, entries);
    // A look that was begun is finished, whatever changes: so everybody has a turn. Then comes a new one.
    mine.set(artist.id, after !== null && last ? { ...last, next } : { version, at: nowMs, next });
  }
  return offered;
}

async function offerTo(ctx: Ctx, waiting: WaitlistWithNames[]): Promise<number> {
  let offered = 0;
  let fresh = false;
  for (const entry of waiting) {
    try {
      if (!(await firstMatch(ctx, entry))) continue;
      // The mirror may be minutes old: what it calls free is asked for once before it is promised.
      if (!fresh) await refreshArtist(ctx, entry.artistId, BUDGET_MS);
      fresh = true;
      const match = await firstMatch(ctx, entry);
      if (!match) continue;
      if (!(await mayBook(ctx, { email: entry.clientEmail, phone: entry.clientPhone })))
        await takeOff(ctx, entry);
      else if (await holdForEntry(ctx, entry, match)) offered += 1;
    } catch (error) {
      // A service that is no longer offered, or not in this length: that entry waits, the others have their turn.
      if (!(error instanceof AppError)) throw error;
      log().warn({ err: error, entryId: entry.id }, "an entry of the waitlist could not be looked at");
    }
  }
  return offered;
}

async function firstMatch(ctx: Ctx, entry: WaitlistWithNames) {
  const { rules } = await loadRules(ctx.db, entry);
  const found = await matchingStarts(ctx, entry, {
    timeZone: entry.artist.timeZone,
    most: 1,
    // One that is over before it could be claimed hides no later one. Until it is held a moment passes.
    earliestMs: ctx.now() + rules.minimumNoticeMs + LEAST_CLAIM_MS + BUDGET_MS,
  });
  return found[0] ?? null;
}

/** Somebody the studio takes no bookings from any more waits in vain; nobody tells them why. */
async function takeOff(ctx: Ctx, { id, version }: WaitlistWithNames): Promise<void> {
  await changeWaitlistEntry(ctx.db, {
    id,
    expectedVersion: version,
    set: { state: "LEFT" },
    audit: auditEntry(ctx, { entity: "waitlist", entityId: id, action: "may_not_book" }),
    outbox: [],
  });
}
