import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import { type AppointmentRow, findByEvents, findByUids } from "#db/queries/appointments.ts";
import type { CalendarRow } from "#db/queries/calendars.ts";
import type { MirroredObject } from "#db/queries/mirror.ts";
import type { SeenEvent } from "#db/queries/store-pull.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { getObject } from "#lib/nextcloud/objects.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import type { FetchedChanges } from "./fetch-changes.ts";
import { hiddenOrGone } from "./hidden-or-gone.ts";
import type { SettledDeletions } from "./hold-deletions.ts";
import { knownEvent } from "./known-event.ts";
import { type RemoteEvent, readBack } from "./read-back.ts";

interface Run {
  calendar: CalendarRow;
  transport: Transport;
  timeZone: string;
}

/** What was fetched, and what became of the deletions in it. */
interface Comparison
  extends Pick<FetchedChanges, "present" | "namesDeleted">,
    Pick<SettledDeletions, "held"> {
  /** Addresses the server named as deleted. */
  named: string[];
}

/** What people's changes in the calendar mean for the appointments whose events stand, or stood, in it. */
export async function readChanges(
  ctx: Ctx,
  run: Run,
  fetched: Comparison,
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
    fetched.present ? "all" : { hrefs: fetched.named },
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

/**
 * Null for an event that is gone. What the server named as deleted is; a listing that only lacks the event may be older
 * than our own PUT, so the server is asked for it now, and, as a share hides what its owner made private, whether the
 * owner is busy all the same. Where nobody can tell, an appointment stands while deletions are otherwise named.
 */
async function isGone(
  { calendar, transport }: Run,
  appointment: AppointmentRow,
  { present, named, namesDeleted, held }: Comparison,
): Promise<RemoteEvent | null | "there"> {
  const href = appointment.caldavHref;
  if (href === null || held.includes(href) || present?.has(href)) return "there";
  if (named.includes(href)) return null;
  if (!present) return "there";
  const object = await getObject(transport, href);
  if (object) return { href, etag: object.etag ?? "", ics: object.ics };
  const verdict = await hiddenOrGone(transport, calendar, appointment);
  return verdict === "hidden" || (verdict === "unknown" && namesDeleted) ? "there" : null;
}
