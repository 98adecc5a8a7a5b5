import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import { findByEvents } from "#db/queries/appointments.ts";
import type { CalendarRow } from "#db/queries/calendars.ts";
import type { MirroredObject } from "#db/queries/mirror.ts";
import type { SeenEvent } from "#db/queries/store-pull.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { getObject } from "#lib/nextcloud/objects.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import type { FetchedChanges } from "./fetch-changes.ts";
import type { SettledDeletions } from "./hold-deletions.ts";
import { knownTimes } from "./known-times.ts";
import { type RemoteEvent, readBack } from "./read-back.ts";

/** What people's changes in the calendar mean for the appointments written to it. */
export async function readChanges(
  ctx: Ctx,
  run: { calendar: CalendarRow; transport: Transport; timeZone: string },
  fetched: Pick<FetchedChanges, "present"> & SettledDeletions,
  objects: MirroredObject[],
): Promise<{ appointmentChanges: AppointmentChange[]; seenEvents: SeenEvent[] }> {
  const byUid = new Map(objects.map((object) => [object.uid, object]));
  const { present } = fetched;
  const deleted = new Set(fetched.deleted);
  const held = new Set(fetched.held);
  const concerned = await findByEvents(
    ctx.db,
    run.calendar.id,
    present ? "all" : { uids: [...byUid.keys()].filter(Boolean), hrefs: fetched.deleted },
  );
  const appointmentChanges: AppointmentChange[] = [];
  const seenEvents: SeenEvent[] = [];
  for (const appointment of concerned) {
    let remote: RemoteEvent | null = byUid.get(appointment.caldavUid) ?? null;
    const href = appointment.caldavHref;
    if (!remote) {
      if (href === null || held.has(href)) continue;
      if (present ? present.has(href) : !deleted.has(href)) continue;
      // A complete listing may be older than our own PUT: only the server's word now makes an event gone.
      if (present) {
        const object = await getObject(run.transport, href);
        remote = object && { href, etag: object.etag ?? "", ics: object.ics };
      }
    }
    const known = await knownTimes(ctx.db, appointment, run.timeZone);
    const change = readBack(ctx, appointment, remote, known, run.timeZone);
    if (change) appointmentChanges.push(change);
    else if (remote && remote.etag !== appointment.caldavEtag) {
      const { href, etag } = remote;
      seenEvents.push({ appointmentId: appointment.id, etagBefore: appointment.caldavEtag, href, etag });
    }
  }
  return { appointmentChanges, seenEvents };
}
