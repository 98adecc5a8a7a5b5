import {
  type AppointmentWithNames,
  changeAppointment,
  findAppointment,
  saveEventState,
} from "#db/queries/appointments.ts";
import { findCalendar } from "#db/queries/calendars.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { eventDescription, eventSummary } from "./event-text.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { newEventUid } from "#lib/core/ids.ts";
import { updateEvent, writeEvent } from "#lib/ical/write-event.ts";
import { deleteObject, getObject, putObject } from "#lib/nextcloud/objects.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { readBack } from "./read-back.ts";

/** Each round decides afresh on what the calendar and the appointment say now; more would mean a fight. */
const MAX_ROUNDS = 4;

/** What a push did, for the sync log. */
export type PushOutcome = "created" | "updated" | "deleted" | "nothing";

/**
 * Makes the event in the calendar match the appointment: there while it is active, gone once it is declined or
 * cancelled. Reads before it writes, writes only under If-Match or If-None-Match, and decides afresh after a 412, so
 * it is safe to repeat after a crash or a time-out at any point.
 * @throws UpstreamError for everything that is worth another try later.
 */
export async function pushAppointment(ctx: Ctx, transport: Transport, appointmentId: string): Promise<PushOutcome> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const appointment = await findAppointment(ctx.db, appointmentId);
    if (!appointment?.calendarId) return "nothing";
    const outcome = await pushOnce(ctx, transport, appointment);
    if (outcome !== "again") return outcome;
  }
  throw new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    retryable: true,
    reason: "busy",
    message: "The event kept changing in the calendar while it was being written.",
  });
}

async function pushOnce(ctx: Ctx, transport: Transport, appointment: AppointmentWithNames): Promise<PushOutcome | "again"> {
  const isActive = appointment.status === "PENDING" || appointment.status === "CONFIRMED";
  if (isActive) return appointment.caldavEtag === null ? create(ctx, transport, appointment) : update(ctx, transport, appointment);
  if (appointment.status === "DECLINED" || appointment.status === "CANCELLED") return remove(ctx, transport, appointment);
  return "nothing";
}

async function create(ctx: Ctx, transport: Transport, appointment: AppointmentWithNames): Promise<PushOutcome | "again"> {
  const href = appointment.caldavHref ?? (await newHref(ctx, appointment));
  if (!href) return "nothing";
  // Written down before the request, so that an event whose answer was lost is found again.
  await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag: null });
  const ics = writeEvent({ ...eventFields(ctx, appointment), uid: appointment.caldavUid, url: adminLink(ctx.env, appointment.id), createdMs: appointment.createdAt });
  const put = await putObject(transport, href, ics, { ifNoneMatch: "*" });
  if (put.outcome === "stored") {
    await remember(ctx, transport, appointment, href, put.etag);
    return "created";
  }
  if (put.outcome === "not-found") throw calendarGone();
  // There already: an earlier PUT whose answer was lost, or somebody else's event under this UID.
  const existing = await getObject(transport, href);
  if (existing) {
    await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag: existing.etag ?? "" });
    return "again";
  }
  // The UID stands elsewhere or lies in the trash bin, where Nextcloud keeps it reserved: take a fresh one.
  await saveEventState(ctx.db, appointment.id, { caldavUid: newEventUid(), caldavHref: null, caldavEtag: null });
  return "again";
}

async function update(ctx: Ctx, transport: Transport, appointment: AppointmentWithNames): Promise<PushOutcome | "again"> {
  const href = appointment.caldavHref ?? "";
  const existing = await getObject(transport, href);
  const remote = existing && { href, etag: existing.etag ?? "", ics: existing.ics };
  // What a person did in the calendar meanwhile counts first.
  const change = readBack(ctx, appointment, remote, appointment.artist.timeZone);
  if (change) {
    await changeAppointment(ctx.db, change);
    return "again";
  }
  if (!remote) return "nothing";
  const ics = updateEvent(remote.ics, eventFields(ctx, appointment));
  if (ics === remote.ics) {
    await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag: remote.etag });
    return "nothing";
  }
  const put = await putObject(transport, href, ics, { ifMatch: remote.etag });
  if (put.outcome !== "stored") return "again";
  await remember(ctx, transport, appointment, href, put.etag);
  return "updated";
}

async function remove(ctx: Ctx, transport: Transport, appointment: AppointmentWithNames): Promise<PushOutcome | "again"> {
  const href = appointment.caldavHref;
  if (!href) return "nothing";
  const outcome = await deleteObject(transport, href, appointment.caldavEtag || null);
  if (outcome === "precondition-failed") {
    const existing = await getObject(transport, href);
    await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag: existing?.etag ?? null });
    return "again";
  }
  await saveEventState(ctx.db, appointment.id, { caldavHref: null, caldavEtag: null });
  return outcome === "deleted" ? "deleted" : "nothing";
}

function eventFields(ctx: Ctx, appointment: AppointmentWithNames) {
  return {
    startMs: appointment.startMs,
    endMs: appointment.endMs,
    summary: eventSummary(appointment),
    description: eventDescription(ctx.env, appointment),
    status: appointment.status === "PENDING" ? ("TENTATIVE" as const) : ("CONFIRMED" as const),
    sequence: appointment.sequence,
    modifiedMs: appointment.updatedAt,
  };
}

/** A server that stored something else than was sent answers without an ETag (RFC 4791, 5.3.4): ask for it. */
async function remember(ctx: Ctx, transport: Transport, appointment: AppointmentWithNames, href: string, etag: string | null): Promise<void> {
  const caldavEtag = etag ?? (await getObject(transport, href))?.etag ?? null;
  await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag });
}

async function newHref(ctx: Ctx, appointment: AppointmentWithNames): Promise<string | null> {
  const calendar = appointment.calendarId ? await findCalendar(ctx.db, appointment.calendarId) : undefined;
  return calendar ? `${calendar.href}${appointment.caldavUid}.ics` : null;
}

function calendarGone(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    status: 404,
    retryable: true,
    message: "The calendar is no longer there, or no longer shared for writing.",
  });
}
