import type { DeliveryRow, DeliveryState } from "#db/queries/deliveries.ts";
import { isToArtist } from "#lib/mail/is-to-artist.ts";

/** Something that still has to reach Nextcloud or a mail server, as its page shows it. Instants are epoch milliseconds. */
export interface DeliveryView {
  id: string;
  /**
   * `calendar`: an event; `mail`: a mail about an appointment; `notice`: a mail to an admin about the studio;
   * `folder`: a customer's folder; `file`: a file that waits in the spool; `follow_up`: what follows an appointment in
   * another system.
   */
  kind: DeliveryRow["kind"];
  state: DeliveryState;
  /** What it is about; null where it is about no appointment. */
  appointmentId: string | null;
  artistId: string | null;
  artistName: string | null;
  serviceName: string | null;
  clientName: string | null;
  startMs: number | null;
  /** The artist's. */
  timeZone: string | null;
  /** Who reads it, of a mail. */
  to: "customer" | "artist" | null;
  /** What the mail or the notice says, such as `confirmed` or `suspended`. */
  template: string | null;
  /** Of a folder or file, below the base folder. */
  path: string | null;
  attempts: number;
  createdAt: number;
  nextAttemptAt: number;
  deadAt: number | null;
  /** Null until something went wrong. */
  lastErrorKey: string | null;
  lastError: string | null;
}

export function toDeliveryView(row: DeliveryRow): DeliveryView {
  const { appointment } = row;
  const { to, template, path } = row.payload;
  return {
    id: row.id,
    kind: row.kind,
    state: row.deadAt === null ? "waiting" : "dead",
    appointmentId: row.appointmentId,
    artistId: appointment?.artistId ?? null,
    artistName: appointment?.artistName ?? null,
    serviceName: appointment?.serviceName ?? null,
    clientName: appointment?.clientName ?? null,
    startMs: appointment?.startMs ?? null,
    timeZone: appointment?.timeZone ?? null,
    to: to === "customer" ? to : isToArtist(row) ? "artist" : null,
    template: template ?? null,
    path: path ?? null,
    attempts: row.attempts,
    createdAt: row.createdAt,
    nextAttemptAt: row.nextAttemptAt,
    deadAt: row.deadAt,
    lastErrorKey: row.lastErrorKey,
    lastError: row.lastError,
  };
}
