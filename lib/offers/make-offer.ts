import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import type { InquiryWithNames } from "#db/queries/inquiries.ts";
import { type AboutChange, insertOffer } from "#db/queries/offers.ts";
import { listSittings } from "#db/queries/sittings.ts";
import { somebodyFaster } from "#lib/appointments/change-status.ts";
import { loadAppointment } from "#lib/appointments/load-appointment.ts";
import { sittingPlaces } from "#lib/appointments/sittings.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { HOUR, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { inquiryText } from "#lib/inquiries/inquiry-text.ts";
import { loadInquiry } from "#lib/inquiries/load-inquiry.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, inquiryNotices, mailNotices, ofOffer } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import { endHeld } from "./end-held.ts";
import { ALTERNATIVES_OFFERED } from "./goes-on.ts";
import { heldForAppointment, heldForCustomer } from "./held-for.ts";
import { MOST_TIMES } from "./input.ts";
import { type HeldFor, newHeld } from "./new-held.ts";
import type { OpenOffer } from "./offer-view.ts";
import { type OfferedTime, offeredTimes } from "./offered-times.ts";

const BUDGET_MS = 2 * SECOND;

/**
 * The studio offers one to five times, beyond working hours and notice too, never onto what blocks. Each is held until
 * one is chosen, the offer is withdrawn or its time is over. An earlier offer about the same gives way to it. A
 * request is declined by it (its time is free), a confirmed appointment stays until another time is chosen.
 * @throws AppError `invalid_input`, `not_found`, `not_allowed`, `conflict`, `slot_taken` with the place in `times`
 */
export async function makeOffer(
  ctx: Ctx,
  input: {
    about: { kind: "inquiry" | "appointment"; id: string };
    times: readonly OfferedTime[];
    word?: string;
    expiresInHours?: number;
    /** Of what it answers, as the person saw it. */
    version?: number;
  },
): Promise<OpenOffer> {
  const about = await loadAbout(ctx, input.about);
  if (input.version !== undefined && input.version !== about.row.version) throw somebodyFaster();
  const nowMs = ctx.now();
  const times = offeredTimes(input.times, { durationMs: about.durationMs, nowMs, mostTimes: MOST_TIMES });
  const { offerExpiryHours } = await studioSettings(ctx);
  const lastStart = Math.max(...times.map(({ startMs }) => startMs));
  const expiresAt = Math.min(nowMs + (input.expiresInHours ?? offerExpiryHours) * HOUR, lastStart);
  await refreshArtist(ctx, about.row.artistId, BUDGET_MS);

  const calendars = await listCalendars(ctx.db, [about.row.artistId]);
  const calendarId = calendars.find(({ purpose }) => purpose === "write")?.id ?? null;
  const word = input.word ?? "";
  const offer = {
    id: newId(),
    kind: about.kind,
    aboutId: about.row.id,
    artistId: about.row.artistId,
    serviceId: about.row.serviceId,
    word,
    state: "open" as const,
    expiresAt,
    createdAt: nowMs,
  };
  const held = times.map((time) =>
    newHeld(ctx, about.heldFor, { ...time, expiresAt, offerId: offer.id, calendarId }),
  );
  const outcome = await insertOffer(ctx.db, {
    offer,
    held,
    endHeld: (row) => endHeld(ctx, row),
    about: about.change(word),
    audit: [
      auditEntry(ctx, {
        entity: "offer",
        entityId: offer.id,
        action: "offered",
        detail: { kind: about.kind, aboutId: about.row.id, times: times.map(({ startMs }) => startMs) },
      }),
      ...about.history(ctx, word, times.length),
    ],
    outbox: [
      ...held.flatMap(({ id }) => (calendarId ? [calendarPush(ctx, id)] : [])),
      ...ofOffer(about.notices(word), offer.id),
    ],
  });
  if (outcome === "stale") throw somebodyFaster();
  if (outcome !== "stored") throw takenAt(input.times, outcome.takenMs);
  const written = [...(about.kind === "appointment" ? [about.row.id] : []), ...held.map(({ id }) => id)];
  if (calendarId) await Promise.all(written.map((id) => deliverPush(ctx, id, BUDGET_MS)));
  return {
    offer,
    times: held.map(({ id, startMs, endMs }) => ({ heldId: id, startMs, endMs })),
  };
}

interface About {
  kind: "inquiry" | "appointment";
  row: InquiryWithNames | AppointmentWithNames;
  heldFor: HeldFor;
  /** How long a time lasts unless it says so itself. */
  durationMs: number;
  change(word: string): AboutChange | null;
  history(ctx: Ctx, word: string, count: number): ReturnType<typeof auditEntry>[];
  notices(word: string): ReturnType<typeof mailNotices>;
}

async function loadAbout(ctx: Ctx, about: { kind: "inquiry" | "appointment"; id: string }): Promise<About> {
  return about.kind === "inquiry"
    ? aboutInquiry(ctx, await loadInquiry(ctx, about.id))
    : aboutAppointment(ctx, await loadAppointment(ctx, about.id));
}

async function aboutInquiry(ctx: Ctx, inquiry: InquiryWithNames): Promise<About> {
  if (inquiry.status !== "OPEN" && inquiry.status !== "OFFERED")
    throw new AppError("conflict", `This inquiry is already ${inquiry.status.toLowerCase()}.`);
  const {
    durationMs,
    minimumNoticeMs: _,
    ...heldFor
  } = await heldForCustomer(ctx, inquiry, {
    description: inquiryText(inquiry),
    inquiryId: inquiry.id,
  });
  return {
    kind: "inquiry",
    row: inquiry,
    heldFor,
    durationMs,
    change: (word) => ({
      kind: "inquiry",
      id: inquiry.id,
      expectedVersion: inquiry.version,
      set: { status: "OFFERED" },
      audit: auditEntry(ctx, {
        entity: "inquiry",
        entityId: inquiry.id,
        action: "offered",
        detail: word ? { word } : {},
      }),
      outbox: [],
    }),
    history: () => [],
    notices: (word) =>
      inquiryNotices(ctx, {
        inquiryId: inquiry.id,
        version: inquiry.version + 1,
        template: "offered",
        to: ["customer"],
        word,
      }),
  };
}

async function aboutAppointment(ctx: Ctx, origin: AppointmentWithNames): Promise<About> {
  const isRequest = origin.status === "PENDING";
  const isStanding = origin.status === "CONFIRMED" && origin.startMs > ctx.now();
  const isOfferedAnew = origin.status === "DECLINED" && origin.statusReason === ALTERNATIVES_OFFERED;
  if (!isRequest && !isStanding && !isOfferedAnew)
    throw new AppError("conflict", "Other times can be offered for a request or a coming appointment only.");
  if (isOfferedAnew && (await hasOtherSitting(ctx, origin)))
    throw new AppError("conflict", "Another sitting has this place in the series already.");
  const line = (word: string, detail: Record<string, unknown> = {}) =>
    auditEntry(ctx, {
      entity: "appointment",
      entityId: origin.id,
      action: "alternatives_offered",
      detail: { ...(word ? { word } : {}), ...detail },
    });
  return {
    kind: "appointment",
    row: origin,
    heldFor: heldForAppointment(origin),
    durationMs: origin.endMs - origin.startMs,
    change: (word) =>
      isRequest
        ? {
            kind: "appointment",
            id: origin.id,
            expectedVersion: origin.version,
            set: { status: "DECLINED", statusReason: ALTERNATIVES_OFFERED },
            audit: line(word),
            outbox: origin.calendarId ? [calendarPush(ctx, origin.id)] : [],
          }
        : null,
    history: (_ctx, word, count) => (isRequest ? [] : [line(word, { count })]),
    notices: (word) =>
      mailNotices(ctx, {
        appointmentId: origin.id,
        version: isRequest ? origin.version + 1 : origin.version,
        template: "offered",
        to: ["customer"],
        word,
        waits: true,
      }),
  };
}

async function hasOtherSitting(ctx: Ctx, { seriesId, seriesPosition, seriesTotal }: AppointmentWithNames) {
  if (seriesId === null) return false;
  const places = sittingPlaces(await listSittings(ctx.db, seriesId), seriesTotal);
  return places.some(({ position, id }) => position === seriesPosition && id !== null);
}

function takenAt(times: readonly OfferedTime[], takenMs: number): AppError {
  const index = times.findIndex(({ startMs }) => startMs === takenMs);
  return new AppError("slot_taken", "One of these times is not free any more.", {
    errors: { [index < 0 ? "times" : `times.${index}`]: ["busy"] },
  });
}
