import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import { type AppointmentRow, findByEvents, findByUids } from "#db/queries/appointments.ts";
import type { CalendarRow } from "#db/queries/calendars.ts";
import type { MirroredObject } from "#db/queries/mirror.ts";
import type { SeenEvent } from "#db/queries/store-pull.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { getObject } from "#lib/nextcloud/objects.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import type { FetchedChanges } from "./fetch-changes.ts";
import type { SettledDeletions } from "./hold-deletions.ts";
import { knownEvent } from "./known-event.ts";
import { type RemoteEvent, readBack } from "./read-back.ts";

interface Run {
  calendar: CalendarRow;
  transport: Transport;
  timeZone: string;
}

/** What people's changes in the calendar mean for the appointments whose events stand, or stood, in it. */
export async function readChanges(
  ctx: Ctx,
  run: Run,
  fetched: Pick<FetchedChanges, "present"> & SettledDeletions,
  objects: MirroredObject[],
): Promise<{ appointmentChanges: AppointmentChange[]; seenEvents: SeenEvent[] }> {
  const appointmentChanges: AppointmentChange[] = [];
  const seenEvents: SeenEvent[] = [];
  const decide = async (appointment: AppointmentRow, remote: RemoteEvent | null) => {
    const known = await knownEvent(ctx.db, appointment, run.timeZone);
    const change = readBack(ctx, appointment, remote, known, run.timeZone);
    if (change) appointmentChanges.push(change);
    else if (remote && remote.etag !== appointment.caldavEtag) {
      const { href, etag } = remote;
      seenEvents.push({ appointmentId: appointment.id, etagBefore: appointment.caldavEtag, href, etag });
    }
  };

  const byUid = new Map(objects.filter(({ uid }) => uid !== "").map((object) => [object.uid, object]));
  for (const appointment of await findByUids(ctx.db, [...byUid.keys()])) {
    const object = byUid.get(appointment.caldavUid);
    const remote = object && (await whereItStands(run, appointment, object));
    if (remote) await decide(appointment, remote);
  }
  const stood = await findByEvents(
    ctx.db,
    run.calendar.id,
    fetched.present ? "all" : { hrefs: fetched.deleted },
  );
  for (const appointment of stood) {
    if (byUid.has(appointment.caldavUid)) continue;
    const gone = await isGone(run, appointment, fetched);
    if (gone !== "there") await decide(appointment, gone);
  }
  return { appointmentChanges, seenEvents };
}

/** Null for a copy: the appointment's own event still stands in another calendar. */
async function whereItStands(
  { calendar, transport }: Run,
  appointment: AppointmentRow,
  { href, etag, ics }: MirroredObject,
): Promise<RemoteEvent | null> {
  if (appointment.calendarId === calendar.id) return { href, etag, ics };
  const { caldavHref } = appointment;
  if (caldavHref !== null && (await getObject(transport, caldavHref)) !== null) return null;
  return { href, etag, ics, movedTo: { calendarId: calendar.id, artistId: calendar.artistId } };
}

/** A complete listing may be older than our own PUT: only the server's word now makes an event gone. */
async function isGone(
  { transport }: Run,
  { caldavHref: href }: AppointmentRow,
  { present, deleted, held }: Pick<FetchedChanges, "present"> & SettledDeletions,
): Promise<RemoteEvent | null | "there"> {
  if (href === null || held.includes(href)) return "there";
  if (!present) return deleted.includes(href) ? null : "there";
  if (present.has(href)) return "there";
  const object = await getObject(transport, href);
  return object && { href, etag: object.etag ?? "", ics: object.ics };
}
