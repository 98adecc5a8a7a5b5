import { listCalendars } from "#db/queries/calendars.ts";
import { insertOffer } from "#db/queries/offers.ts";
import type { WaitlistWithNames } from "#db/queries/waitlist.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { limitsAt } from "#lib/availability/limits.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import { endHeld } from "#lib/offers/end-held.ts";
import { heldForCustomer } from "#lib/offers/held-for.ts";
import { newHeld } from "#lib/offers/new-held.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, waitlistNotice } from "#lib/sync/outbox-rows.ts";

const BUDGET_MS = 2 * SECOND;
/** Nobody can claim a time in less. */
export const LEAST_CLAIM_MS = 5 * MINUTE;

/**
 * Holds a time for somebody who waits and sends them the link to claim it. @returns false when the time was taken meanwhile, or begins too soon to be claimed.
 */
export async function holdForEntry(
  ctx: Ctx,
  entry: WaitlistWithNames,
  time: { startMs: number; endMs: number },
): Promise<boolean> {
  const nowMs = ctx.now();
  const { waitlistClaimMinutes } = await studioSettings(ctx);
  const {
    durationMs: _,
    minimumNoticeMs,
    ...heldFor
  } = await heldForCustomer(ctx, entry, {
    description: entry.description,
    inquiryId: null,
  });
  const expiresAt = Math.min(nowMs + waitlistClaimMinutes * MINUTE, time.startMs - minimumNoticeMs);
  if (expiresAt < nowMs + LEAST_CLAIM_MS) return false;
  const calendars = await listCalendars(ctx.db, [entry.artistId]);
  const calendarId = calendars.find(({ purpose }) => purpose === "write")?.id ?? null;
  const { rules } = await loadRules(ctx.db, entry);
  const offerId = newId();
  const held = newHeld(ctx, heldFor, { ...time, expiresAt, offerId, calendarId });
  const outcome = await insertOffer(ctx.db, {
    offer: {
      id: offerId,
      kind: "waitlist",
      aboutId: entry.id,
      artistId: entry.artistId,
      serviceId: entry.serviceId,
      state: "open",
      expiresAt,
      createdAt: nowMs,
    },
    held: [held],
    endHeld: (row) => endHeld(ctx, row),
    // Two who wait may not fill the last place of a day or week together.
    limits: limitsAt(rules, time.startMs),
    about: {
      kind: "waitlist",
      id: entry.id,
      expectedVersion: entry.version,
      set: { state: "OFFERED" },
      audit: auditEntry(ctx, {
        entity: "waitlist",
        entityId: entry.id,
        action: "offered",
        detail: { startMs: time.startMs },
      }),
      outbox: waitlistNotice(ctx, { entryId: entry.id, version: entry.version + 1, template: "offered" }),
    },
    audit: [auditEntry(ctx, { entity: "offer", entityId: offerId, action: "offered" })],
    outbox: calendarId ? [calendarPush(ctx, held.id)] : [],
  });
  if (outcome !== "stored") return false;
  if (calendarId) await deliverPush(ctx, held.id, BUDGET_MS);
  return true;
}
