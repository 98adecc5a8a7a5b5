import { type AppointmentRow, MOVED, type NewAppointment } from "#db/queries/appointments.ts";
import {
  type AboutChange,
  chooseHeld,
  findLastOffer,
  listOfferTimes,
  type OfferRow,
} from "#db/queries/offers.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireMayBook } from "#lib/customers/require-may-book.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, inquiryNotices, mailNotices } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import { endHeld } from "./end-held.ts";
import { findOffered, type Offered } from "./find-offered.ts";
import { goesOn } from "./goes-on.ts";

const BUDGET_MS = 2 * SECOND;
/** Somebody who chooses in two tabs at once is decided in the first round; the second sees how it stands. */
const MAX_ROUNDS = 3;

export interface Chosen {
  appointmentId: string;
  status: "CONFIRMED" | "PENDING";
  manageUrl: string;
}

/**
 * A customer takes one of the times that were offered; the token is the permission. What was offered by a person is
 * confirmed at once, a time of the waitlist is a request like any other. Safe to repeat for the same time.
 * @throws AppError `not_found`, `booking_refused`, `link_expired`, `slot_taken` when the time is gone, `conflict` when
 *   another was chosen
 */
export async function chooseOffered(
  base: Ctx,
  choice: { kind: Offered["kind"]; token: string; heldId?: string; startMs?: number },
): Promise<Chosen> {
  const ctx: Ctx = { ...base, actor: { kind: "customer" } };
  const first = await findOffered(ctx, choice);
  // A time that was deleted on the artist's phone a moment ago is no longer offered.
  await refreshArtist(ctx, first.row.artistId, BUDGET_MS);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const offered = await findOffered(ctx, choice);
    const offer = await findLastOffer(ctx.db, offered.row.id);
    if (!offer) throw new AppError("conflict", "There is nothing to choose from any more.");
    const times = await listOfferTimes(ctx.db, offer.id);
    const taken = times.find(({ status, id }) => id === wanted(times, choice)?.id && isTaken(offer, status));
    if (taken) return chosen(ctx, taken);
    if (offered.kind === "appointment" && !goesOn(offered.row))
      throw new AppError("conflict", "This appointment is over, and with it what was offered instead.");
    const held = requireHeld(ctx, offer, times, choice);
    if (offered.kind === "waitlist")
      await requireMayBook(ctx, { email: offered.row.clientEmail, phone: offered.row.clientPhone });
    const outcome = await take(ctx, offered, offer, held);
    if (outcome === "taken")
      throw new AppError("conflict", "Another sitting has this place in the series already.");
    if (outcome === "stale") continue;
    const others = times.filter(({ status }) => status === "HELD").map(({ id }) => id);
    const written = offered.kind === "appointment" ? [offered.row.id, ...others] : others;
    if (held.calendarId) await Promise.all(written.map((id) => deliverPush(ctx, id, BUDGET_MS)));
    const now = (await listOfferTimes(ctx.db, offer.id)).find(({ id }) => id === held.id);
    if (now) return chosen(ctx, now);
  }
  throw new AppError("conflict", "This changed while you chose. Please look again.");
}

function wanted(times: AppointmentRow[], { heldId, startMs }: { heldId?: string; startMs?: number }) {
  return times.find((time) => (heldId === undefined ? time.startMs === startMs : time.id === heldId));
}

const isTaken = (offer: OfferRow, status: AppointmentRow["status"]) =>
  offer.state === "chosen" && (status === "CONFIRMED" || status === "PENDING");

function requireHeld(
  ctx: Ctx,
  offer: OfferRow,
  times: AppointmentRow[],
  choice: { heldId?: string; startMs?: number },
): AppointmentRow {
  const nowMs = ctx.now();
  if (offer.state === "chosen") throw new AppError("conflict", "Another of these times was chosen already.");
  if (offer.state === "expired" || (offer.state === "open" && offer.expiresAt <= nowMs))
    throw new AppError(
      "link_expired",
      "These times were held until a while ago and are free for others now.",
    );
  const held = wanted(times, choice);
  if (offer.state !== "open" || held?.status !== "HELD" || held.startMs <= nowMs)
    throw new AppError("slot_taken", "This time is no longer held for you.", {
      errors: { heldId: ["gone"] },
    });
  return held;
}

async function take(
  ctx: Ctx,
  offered: Offered,
  offer: OfferRow,
  held: AppointmentRow,
): Promise<"chosen" | "stale" | "taken"> {
  const isRequest = offered.kind === "waitlist";
  const versionAtLeast = offered.kind === "appointment" ? offered.row.version + 2 : held.version;
  const version = Math.max(held.version, versionAtLeast) + 1;
  const { pendingExpiryDays } = await studioSettings(ctx);
  const notices = { appointmentId: held.id, version };
  return chooseHeld(ctx.db, {
    offerId: offer.id,
    versionAtLeast,
    change: {
      id: held.id,
      expectedVersion: held.version,
      set: {
        status: isRequest ? "PENDING" : "CONFIRMED",
        statusReason: null,
        ...goesOnWith(offered),
        sequence: held.sequence + 1,
        expiresAt: isRequest ? Math.min(ctx.now() + pendingExpiryDays * DAY, held.startMs) : held.startMs,
      },
      audit: auditEntry(ctx, {
        entity: "appointment",
        entityId: held.id,
        action: isRequest ? "requested" : "chosen",
        detail: { by: offered.kind, from: offered.row.id },
      }),
      requirePlace: true,
      outbox: held.calendarId ? [calendarPush(ctx, held.id, { words: namesOthers(offered, held) })] : [],
    },
    endHeld: (row) => endHeld(ctx, row),
    about: closed(ctx, offered, held),
    audit: [
      auditEntry(ctx, { entity: "offer", entityId: offer.id, action: "chosen", detail: { id: held.id } }),
    ],
    outbox: isRequest
      ? mailNotices(ctx, { ...notices, template: "requested", to: ["customer", "artist"] })
      : [
          ...mailNotices(ctx, { ...notices, template: "confirmed", to: ["customer"] }),
          ...(offered.kind === "inquiry"
            ? inquiryNotices(ctx, {
                inquiryId: offered.row.id,
                version: offered.row.version + 1,
                template: "chosen",
                to: ["artist"],
              })
            : mailNotices(ctx, { ...notices, template: "offer_chosen", to: ["artist"] })),
        ],
  });
}

/** What may have changed of an appointment since other times were held for it. */
function goesOnWith({ kind, row }: Offered): Partial<NewAppointment> {
  if (kind !== "appointment") return {};
  const { customerId, clientName, clientEmail, clientPhone, description } = row;
  const { depositAmount, depositCurrency, depositState, depositUrl, depositChangedAt } = row;
  return {
    ...{ customerId, clientName, clientEmail, clientPhone, description },
    ...{ depositAmount, depositCurrency, depositState, depositUrl, depositChangedAt },
  };
}

/** Whether the held event says something else of the customer than is known by now. */
function namesOthers({ kind, row }: Offered, held: AppointmentRow): boolean {
  if (kind !== "appointment") return false;
  const fields = ["clientName", "clientEmail", "clientPhone", "description"] as const;
  return fields.some((field) => row[field] !== held[field]);
}

/** What becomes of the thing that was answered: it led to an appointment. */
function closed(ctx: Ctx, { kind, row }: Offered, held: AppointmentRow): AboutChange {
  const step = { id: row.id, expectedVersion: row.version };
  const line = (action: string) =>
    auditEntry(ctx, { entity: kind, entityId: row.id, action, detail: { appointmentId: held.id } });
  if (kind === "inquiry")
    return {
      kind,
      ...step,
      set: { status: "BOOKED", appointmentId: held.id },
      audit: line("booked"),
      outbox: [],
    };
  if (kind === "waitlist")
    return {
      kind,
      ...step,
      set: { state: "BOOKED", appointmentId: held.id },
      audit: line("booked"),
      outbox: [],
    };
  const stands = row.status === "CONFIRMED" || row.status === "PENDING";
  return {
    kind,
    ...step,
    set: stands ? { status: "CANCELLED", statusReason: MOVED, conflict: false } : {},
    audit: line("moved_to_offered"),
    outbox: stands && row.calendarId ? [calendarPush(ctx, row.id)] : [],
  };
}

function chosen(ctx: Ctx, row: AppointmentRow): Chosen {
  return {
    appointmentId: row.id,
    status: row.status === "PENDING" ? "PENDING" : "CONFIRMED",
    manageUrl: manageUrl(ctx.env, row),
  };
}
