import type { Db } from "#db/client.ts";
import { type AppointmentWithNames, findAppointment } from "#db/queries/appointments.ts";
import { type AboutChange, endOffer, findOffer, listHeld, type OfferRow } from "#db/queries/offers.ts";
import { enqueue, withdrawNotices } from "#db/queries/outbox.ts";
import { somebodyFaster } from "#lib/appointments/change-status.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAppointmentAccess, requireSignedIn } from "#lib/auth/permissions.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { newEventUid } from "#lib/core/ids.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, mailNotices, ofOffer } from "#lib/sync/outbox-rows.ts";
import { afterOffer } from "./after-offer.ts";
import { endHeld } from "./end-held.ts";
import { ALTERNATIVES_OFFERED } from "./goes-on.ts";

const BUDGET_MS = 2 * SECOND;

/**
 * The studio takes an offer back: its times are free again. A request that was declined by it stands again, where its
 * time still is free. Safe to repeat.
 * @throws AppError `not_found`, `not_allowed`, `conflict` when a time was chosen already
 */
export async function withdrawOffer(ctx: Ctx, id: string): Promise<void> {
  requireSignedIn(ctx.actor);
  const offer = await findOffer(ctx.db, id);
  if (!offer) throw new AppError("not_found", "There is no offer with this id.");
  requireAppointmentAccess(ctx.actor, offer.artistId);
  if (offer.state === "chosen")
    throw new AppError("conflict", "The customer has chosen one of these times already.");
  if (offer.state !== "open") return;
  const held = await listHeld(ctx.db, offer.id);
  const origin = offer.kind === "appointment" ? await findAppointment(ctx.db, offer.aboutId) : undefined;
  const passedStarts = held.map(({ startMs }) => startMs);
  const end = (about: AboutChange | null) =>
    endOffer(ctx.db, {
      offerId: offer.id,
      state: "withdrawn",
      endHeld: (row) => endHeld(ctx, row),
      about,
      together: (db) => {
        if (origin && !about) tellOfEnd(ctx, db, offer, origin);
      },
      audit: [auditEntry(ctx, { entity: "offer", entityId: offer.id, action: "withdrawn" })],
      outbox: [],
    });
  const read = () =>
    origin ? restoredRequest(ctx, offer, origin.id) : afterOffer(ctx, offer, "withdrawn", { passedStarts });
  let outcome = await end(await read());
  // Changed by somebody meanwhile, as by a deposit that was paid: once more with how it is now.
  if (outcome === "stale") outcome = await end(await read());
  // Its time, or its place in the series, was taken meanwhile: then only the offer goes.
  if (outcome === "taken") outcome = await end(null);
  if (outcome !== "ended") throw somebodyFaster();
  const written = [...(origin ? [origin] : []), ...held].filter(({ calendarId }) => calendarId !== null);
  await Promise.all(written.map((row) => deliverPush(ctx, row.id, BUDGET_MS)));
}

/** The appointment stays as it is; where its customer was told of the times, they are told that these are free again. */
function tellOfEnd(ctx: Ctx, db: Db, offer: OfferRow, origin: AppointmentWithNames): void {
  const { id: appointmentId, version, status } = origin;
  const offered = { appointmentId, version, template: "offered", nowMs: ctx.now() };
  // A request that stays declined was told of with the times: that has to be said in any case.
  if (status !== "DECLINED" && withdrawNotices(db, offered)) return;
  const notice = { appointmentId, version, template: "offer_expired" as const };
  const rows = mailNotices(ctx, { ...notice, to: ["customer"], waits: true });
  for (const row of ofOffer(rows, offer.id)) enqueue(db, row);
}

async function restoredRequest(ctx: Ctx, offer: OfferRow, id: string): Promise<AboutChange | null> {
  const first = await findAppointment(ctx.db, id);
  if (!first || !isDeclinedByOffer(first) || first.startMs <= ctx.now()) return null;
  // An event that still waits for its deletion goes first: a fresh one then has its place.
  if (first.calendarId) await deliverPush(ctx, first.id, BUDGET_MS);
  const origin = await findAppointment(ctx.db, id);
  if (!origin || !isDeclinedByOffer(origin)) return null;
  return {
    kind: "appointment",
    id: origin.id,
    expectedVersion: origin.version,
    set: {
      status: "PENDING",
      statusReason: null,
      conflict: false,
      expiresAt: Math.min(origin.startMs, Math.max(origin.expiresAt, ctx.now() + DAY)),
      caldavEtag: null,
      // Nextcloud keeps a deleted event's UID reserved.
      ...(origin.caldavHref === null ? { caldavUid: newEventUid() } : {}),
    },
    requireFree: { fromMs: origin.blockStartMs, toMs: origin.blockEndMs },
    requirePlace: true,
    takesBackVersion: origin.version,
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: origin.id,
      action: "offer_withdrawn",
      detail: { offerId: offer.id },
    }),
    outbox: [
      ...(origin.calendarId ? [calendarPush(ctx, origin.id)] : []),
      // Who read of the times reads that the request stands again.
      ...mailNotices(ctx, {
        appointmentId: origin.id,
        version: origin.version + 1,
        template: "requested",
        to: ["customer"],
        waits: true,
      }),
    ],
  };
}

function isDeclinedByOffer({ status, statusReason }: AppointmentWithNames): boolean {
  return status === "DECLINED" && statusReason === ALTERNATIVES_OFFERED;
}
