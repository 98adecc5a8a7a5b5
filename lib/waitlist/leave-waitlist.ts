import { endOffer, findLastOffer, listHeld } from "#db/queries/offers.ts";
import {
  changeWaitlistEntry,
  findWaitlistByToken,
  findWaitlistEntry,
  type WaitlistRow,
} from "#db/queries/waitlist.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAppointmentAccess, requireSignedIn } from "#lib/auth/permissions.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { endHeld } from "#lib/offers/end-held.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";

const BUDGET_MS = 2 * SECOND;

/** The customer waits no more, by their own link: the token is the permission. Safe to repeat. */
export async function leaveWaitlist(base: Ctx, token: string): Promise<void> {
  const ctx: Ctx = { ...base, actor: { kind: "customer" } };
  const entry = await findWaitlistByToken(ctx.db, hashToken(token));
  if (!entry) throw new AppError("not_found", "This link is not valid.");
  await leave(ctx, entry, "left");
}

/** The studio takes somebody off the waitlist. @throws AppError `not_found`, `not_allowed`, `conflict` */
export async function removeFromWaitlist(ctx: Ctx, id: string): Promise<void> {
  requireSignedIn(ctx.actor);
  const entry = await findWaitlistEntry(ctx.db, id);
  if (!entry) throw new AppError("not_found", "There is no entry with this id.");
  requireAppointmentAccess(ctx.actor, entry.artistId);
  await leave(ctx, entry, "removed");
}

async function leave(ctx: Ctx, entry: WaitlistRow, action: "left" | "removed"): Promise<void> {
  if (entry.state === "LEFT" || entry.state === "EXPIRED") return;
  if (entry.state === "BOOKED") throw new AppError("conflict", "A time was claimed already.");
  const change = {
    kind: "waitlist" as const,
    id: entry.id,
    expectedVersion: entry.version,
    set: { state: "LEFT" as const },
    audit: auditEntry(ctx, { entity: "waitlist", entityId: entry.id, action }),
    outbox: [],
  };
  const offer = await findLastOffer(ctx.db, entry.id);
  if (offer?.state !== "open") {
    if ((await changeWaitlistEntry(ctx.db, change)) === "stale") throw changedMeanwhile();
    return;
  }
  const held = await listHeld(ctx.db, offer.id);
  const outcome = await endOffer(ctx.db, {
    offerId: offer.id,
    state: action === "left" ? "refused" : "withdrawn",
    endHeld: (row) => endHeld(ctx, row),
    about: change,
    audit: [],
    outbox: [],
  });
  if (outcome === "stale") throw changedMeanwhile();
  const written = held.filter(({ calendarId }) => calendarId !== null);
  await Promise.all(written.map((row) => deliverPush(ctx, row.id, BUDGET_MS)));
}

function changedMeanwhile(): AppError {
  return new AppError("conflict", "This changed in the meantime. Please look again.");
}
