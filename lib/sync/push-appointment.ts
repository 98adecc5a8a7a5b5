import { changeAppointment, saveEventState } from "#db/queries/appointment-changes.ts";
import { ACTIVE, type AppointmentWithNames, findAppointment } from "#db/queries/appointments.ts";
import { findCalendar } from "#db/queries/calendars.ts";
import { forgetObject, storeWritten } from "#db/queries/mirror.ts";
import { hasPictures } from "#db/queries/reference-pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { newEventUid } from "#lib/core/ids.ts";
import { updateEvent, writeEvent } from "#lib/ical/write-event.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { deleteObject, getObject, putObject } from "#lib/nextcloud/objects.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { changedFields, eventFields } from "./event-fields.ts";
import { expandObjects } from "./expansion/expand-objects.ts";
import { hiddenOrGone } from "./hidden-or-gone.ts";
import { knownEvent } from "./known-event.ts";
import { mirrorWindow } from "./mirror-window.ts";
import { readBack } from "./read-back.ts";

/** Each round decides afresh on what the calendar and the appointment say now; more would mean a fight. */
const MAX_ROUNDS = 4;

/**
 * For so long after a cancellation an event may still appear whose creation was never confirmed: its PUT was on the
 * way when the process that sent it died. Longer than any request takes.
 */
const LATE_ARRIVAL_MS = 2 * MINUTE;

/** What a push did, for the sync log. `later`: nothing is there yet, but it must be looked for again at `at`. */
export type PushOutcome = "created" | "updated" | "deleted" | "nothing" | { later: number };

/**
 * Makes the event in the calendar match the appointment: there while it is active, gone once it is declined or
 * cancelled. Reads before it writes, writes only under If-Match or If-None-Match, and decides afresh after a 412, so
 * it is safe to repeat after a crash or a time-out at any point. `rewriteWords` also puts title and description back to
 * what we would write.
 * @throws UpstreamError for everything that is worth another try later.
 */
export async function pushAppointment(
  ctx: Ctx,
  transport: Transport,
  appointmentId: string,
  options: { rewriteWords?: boolean } = {},
): Promise<PushOutcome> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const appointment = await findAppointment(ctx.db, appointmentId);
    if (!appointment?.calendarId) return "nothing";
    const outcome = await pushOnce(ctx, transport, appointment, options);
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

async function pushOnce(
  ctx: Ctx,
  transport: Transport,
  appointment: AppointmentWithNames,
  options: { rewriteWords?: boolean },
): Promise<PushOutcome | "again"> {
  if (isActive(appointment))
    return appointment.caldavEtag === null
      ? create(ctx, transport, appointment)
      : update(ctx, transport, appointment, options);
  if (appointment.status === "DECLINED" || appointment.status === "CANCELLED")
    return remove(ctx, transport, appointment);
  // It is over and stays as it was, but for whom it names.
  if (options.rewriteWords && appointment.caldavEtag !== null)
    return update(ctx, transport, appointment, options);
  return "nothing";
}

function isActive({ status }: AppointmentWithNames): boolean {
  return ACTIVE.includes(status);
}

async function create(
  ctx: Ctx,
  transport: Transport,
  appointment: AppointmentWithNames,
): Promise<PushOutcome | "again"> {
  const href = appointment.caldavHref ?? (await newHref(ctx, appointment));
  if (!href) return "nothing";
  // Written down before the request, so that an event whose answer was lost is found again.
  await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag: null });
  // Whoever cancelled before this line was written found no address to delete; whoever cancels now finds one.
  const current = await findAppointment(ctx.db, appointment.id);
  if (!current || !isActive(current)) return "again";
  const ics = writeEvent({
    ...eventFields(ctx, appointment, { hasPictures: await hasPictures(ctx.db, appointment) }),
    uid: appointment.caldavUid,
    url: adminLink(ctx.env, appointment.id),
    createdMs: appointment.createdAt,
  });
  const put = await putObject(transport, href, ics, { ifNoneMatch: "*" });
  if (put.outcome === "stored") {
    await remember(ctx, transport, appointment, { href, ics, etag: put.etag });
    // Declined or cancelled while the event was being written: whoever did it found nothing to delete.
    const now = await findAppointment(ctx.db, appointment.id);
    return now && isActive(now) ? "created" : "again";
  }
  if (put.outcome === "not-found")
    throw refused(404, "The calendar is no longer there, or no longer shared for writing.");
  // There already: an earlier PUT whose answer was lost, or somebody else's event under this UID.
  const existing = await getObject(transport, href);
  if (existing) {
    await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag: existing.etag ?? "" });
    return "again";
  }
  // The UID stands elsewhere or lies in the trash bin, where Nextcloud keeps it reserved: take a fresh one.
  await saveEventState(ctx.db, appointment.id, {
    caldavUid: newEventUid(),
    caldavHref: null,
    caldavEtag: null,
  });
  return "again";
}

async function update(
  ctx: Ctx,
  transport: Transport,
  appointment: AppointmentWithNames,
  { rewriteWords = false }: { rewriteWords?: boolean },
): Promise<PushOutcome | "again"> {
  const href = appointment.caldavHref ?? "";
  const existing = await getObject(transport, href);
  const remote = existing && { href, etag: existing.etag ?? "", ics: existing.ics };
  if (!remote) await requireShown(ctx, transport, appointment);
  // What a person did in the calendar meanwhile counts first.
  const { timeZone } = appointment.artist;
  const known = await knownEvent(ctx.db, appointment, timeZone);
  const change = readBack(ctx, appointment, remote, known, timeZone);
  if (change) {
    await changeAppointment(ctx.db, change);
    return "again";
  }
  if (!remote) return "nothing";
  const fields = rewriteWords
    ? eventFields(ctx, appointment, { hasPictures: await hasPictures(ctx.db, appointment) })
    : changedFields(appointment, remote.ics);
  const ics = updateEvent(remote.ics, fields);
  if (ics === remote.ics) {
    await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag: remote.etag });
    return "nothing";
  }
  const put = await putObject(transport, href, ics, { ifMatch: remote.etag });
  if (put.outcome !== "stored") return "again";
  await remember(ctx, transport, appointment, { href, ics, etag: put.etag });
  return "updated";
}

async function remove(
  ctx: Ctx,
  transport: Transport,
  appointment: AppointmentWithNames,
): Promise<PushOutcome | "again"> {
  const href = appointment.caldavHref;
  if (!href) return "nothing";
  const outcome = await deleteObject(transport, href, appointment.caldavEtag || null);
  if (outcome === "precondition-failed") {
    const existing = await getObject(transport, href);
    await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag: existing?.etag ?? null });
    return "again";
  }
  // Nextcloud answers 404 to whoever may only read, too.
  if (outcome === "missing" && (await getObject(transport, href)) !== null)
    throw refused(403, "The calendar is shared for reading only, so the event could not be deleted.");
  if (outcome === "missing" && appointment.caldavEtag === null) {
    const lookAt = appointment.updatedAt + LATE_ARRIVAL_MS;
    const sinceMs = ctx.now() - appointment.updatedAt;
    if (sinceMs >= 0 && sinceMs < LATE_ARRIVAL_MS) return { later: lookAt };
  }
  await saveEventState(ctx.db, appointment.id, { caldavHref: null, caldavEtag: null });
  if (appointment.calendarId) await forgetObject(ctx.db, appointment.calendarId, href);
  // Taken back while the event was being deleted: whoever did it may have found it still there.
  const now = await findAppointment(ctx.db, appointment.id);
  if (now && isActive(now)) return "again";
  return outcome === "deleted" ? "deleted" : "nothing";
}

/**
 * Notes what the calendar holds now, at the appointment and in the mirror, so that the time left is free at once. A
 * server that stored something else than was sent answers without an ETag (RFC 4791, 5.3.4): ask for it.
 */
async function remember(
  ctx: Ctx,
  transport: Transport,
  appointment: AppointmentWithNames,
  written: { href: string; ics: string; etag: string | null },
): Promise<void> {
  const { href } = written;
  const stored = written.etag === null ? await getObject(transport, href) : written;
  await saveEventState(ctx.db, appointment.id, { caldavHref: href, caldavEtag: stored?.etag ?? null });
  const calendar = appointment.calendarId ? await findCalendar(ctx.db, appointment.calendarId) : undefined;
  if (!calendar || !stored?.etag) return;
  const { fromMs, toMs } = mirrorWindow(ctx.now());
  const options = { timeZone: appointment.artist.timeZone, fromMs, toMs: calendar.expandedUntil ?? toMs };
  const [object] = await expandObjects([{ href, etag: stored.etag, ics: stored.ics }], calendar, options);
  if (object) await storeWritten(ctx.db, calendar, object, ctx.now());
}

async function newHref(ctx: Ctx, appointment: AppointmentWithNames): Promise<string | null> {
  const calendar = appointment.calendarId ? await findCalendar(ctx.db, appointment.calendarId) : undefined;
  return calendar ? `${calendar.href}${appointment.caldavUid}.ics` : null;
}

/** Nobody can write to an event that its owner hides from us; that is no deletion. */
async function requireShown(
  ctx: Ctx,
  transport: Transport,
  appointment: AppointmentWithNames,
): Promise<void> {
  const calendar = appointment.calendarId ? await findCalendar(ctx.db, appointment.calendarId) : undefined;
  if (!calendar || (await hiddenOrGone(transport, calendar, appointment)) !== "hidden") return;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "private",
    retryable: true,
    message: "The event was made private in Nextcloud, so that the studio's account can no longer change it.",
  });
}

/** Worth another try: whoever owns the calendar may share it again. */
function refused(status: 403 | 404, message: string): UpstreamError {
  const reason = status === 403 ? "forbidden" : undefined;
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason,
    status,
    retryable: true,
    message,
  });
}
