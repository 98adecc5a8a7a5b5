import { and, eq, gt, inArray, lt, ne } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { idempotencyKeys } from "../schema/system.ts";
import { isOverlapRefusal } from "../triggers.ts";
import { ACTIVE, type AppointmentRow, COUNTED, type NewAppointment } from "./appointments.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { type InsertLimit, isReached } from "./booking-limits.ts";
import { blockingTimes } from "./busy.ts";
import { type BookingCustomer, matchCustomer } from "./customer-matching.ts";
import { enqueue, type NewOutboxRow, withdrawCalendarPush, withdrawNotices } from "./outbox.ts";
import { queueFollowUps } from "./queue-follow-ups.ts";
import { queueNews } from "./queue-news.ts";
import { queueAppointmentWebhooks } from "./queue-webhooks.ts";
import { attachPictures } from "./reference-pictures.ts";

/**
 * Stores a request with its customer, its history line and its outbox rows as one IMMEDIATE transaction.
 * @returns "slot_taken" when the artist's calendar or another appointment holds the time, the limit's own reason when
 *   one is reached, "key_used" when the idempotency key has an answer already.
 */
export async function insertAppointment(
  db: Db,
  input: {
    appointment: NewAppointment;
    /** Found or entered, and linked. */
    customer?: BookingCustomer;
    audit: AuditEntry;
    outbox: NewOutboxRow[];
    idempotency?: { key: string; requestHash: string; response: unknown };
    limits?: InsertLimit[];
    /** Hashes of the tokens of pictures that were sent already. */
    pictures?: string[];
  },
): Promise<"stored" | "slot_taken" | InsertLimit["reason"] | "key_used"> {
  const { appointment } = input;
  try {
    return transaction(db, () => {
      const key = input.idempotency?.key;
      if (key !== undefined && db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)).get())
        return "key_used";
      const reached = input.limits?.find((limit) => isReached(db, appointment.artistId, limit));
      if (reached) return reached.reason;
      const span = { fromMs: appointment.blockStartMs, toMs: appointment.blockEndMs };
      if (blockingTimes(db, { artistId: appointment.artistId, ...span }).length > 0) return "slot_taken";
      const customerId = input.customer ? matchCustomer(db, input.customer) : appointment.customerId;
      db.insert(appointments)
        .values({ ...appointment, customerId })
        .run();
      attachPictures(db, {
        tokenHashes: input.pictures ?? [],
        aboutId: appointment.id,
        customerId: customerId ?? null,
        nowMs: appointment.createdAt,
      });
      writeAudit(db, input.audit);
      for (const row of input.outbox) enqueue(db, row);
      const happened = { id: appointment.id, before: null, at: appointment.createdAt };
      queueAppointmentWebhooks(db, happened);
      queueFollowUps(db, { ...happened, by: input.audit.actorKind });
      queueNews(db, { ...happened, by: input.audit });
      if (input.idempotency) {
        db.insert(idempotencyKeys)
          .values({ ...input.idempotency, createdAt: appointment.createdAt })
          .run();
      }
      return "stored";
    });
  } catch (error) {
    if (isOverlapRefusal(error)) return "slot_taken";
    throw error;
  }
}

export interface AppointmentChange {
  id: string;
  /** The version the decision was made on; another one means somebody was faster. */
  expectedVersion: number;
  set: Partial<NewAppointment>;
  audit: AuditEntry;
  outbox: NewOutboxRow[];
  /** Times that may not be blocked by the artist's calendar or other appointments (a reschedule by a person). */
  requireFree?: { fromMs: number; toMs: number };
  /** What the artist's limits leave at its new time, for a move that keeps to them. */
  limits?: InsertLimit[];
  /** Its place in the series may not have been filled by another sitting meanwhile. */
  requirePlace?: boolean;
  /** Nextcloud moved it: keep it even on top of another appointment, with a conflict mark. */
  nextcloudWins?: boolean;
  /** Sent only when `nextcloudWins` put it on top of something. */
  ifConflict?: NewOutboxRow[];
  /** The event is as it should be; nothing is left to push. */
  settled?: boolean;
  /**
   * A step is taken back: its notices that were not sent yet go, and where none was, those in `outbox` need not be
   * sent either.
   */
  takesBackVersion?: number;
}

/** "place_taken": another sitting has its place in the series; a limit's own reason where one is reached. */
export type ChangeOutcome = "changed" | "stale" | "slot_taken" | "place_taken" | InsertLimit["reason"];

/** Applies a change inside the caller's transaction; see changeAppointment. */
export function applyAppointmentChange(db: Db, change: AppointmentChange): ChangeOutcome {
  const current = db.select().from(appointments).where(eq(appointments.id, change.id)).get();
  if (!current || current.version !== change.expectedVersion) return "stale";
  const set = { ...change.set };
  // A time that was not reminded of.
  if (set.startMs !== undefined && set.startMs !== current.startMs) set.remindedAt = null;
  const reached = change.limits?.find((limit) => isReached(db, current.artistId, limit, current.id));
  if (reached) return reached.reason;
  if (change.requirePlace && isPlaceTaken(db, current)) return "place_taken";
  if (change.requireFree) {
    const blocking = blockingTimes(db, {
      artistId: current.artistId,
      ...change.requireFree,
      exceptAppointmentId: current.id,
    });
    if (blocking.length > 0) return "slot_taken";
  }
  // The overlap rule exempts what is marked, so the mark comes with the change.
  if (change.nextcloudWins) set.conflict = overlapsAnother(db, { ...current, ...set });
  const result = db
    .update(appointments)
    .set({ ...set, version: current.version + 1, updatedAt: change.audit.at })
    .where(and(eq(appointments.id, change.id), eq(appointments.version, change.expectedVersion)))
    .run();
  if (result.changes !== 1) return "stale";
  writeAudit(db, change.audit);
  if (change.nextcloudWins && isOnTop(db, { ...current, ...set })) {
    db.update(appointments).set({ conflict: true }).where(eq(appointments.id, change.id)).run();
    for (const row of change.ifConflict ?? []) enqueue(db, row);
  }
  if (change.settled) withdrawCalendarPush(db, change.id);
  const silent =
    change.takesBackVersion !== undefined &&
    withdrawNotices(db, {
      appointmentId: change.id,
      version: change.takesBackVersion,
      nowMs: change.audit.at,
    });
  for (const row of change.outbox) if (!(silent && row.kind === "mail")) enqueue(db, row);
  const happened = { id: change.id, before: current, at: change.audit.at };
  queueAppointmentWebhooks(db, happened);
  const { takesBackVersion } = change;
  queueFollowUps(db, { ...happened, by: change.audit.actorKind, takesBackVersion });
  queueNews(db, { ...happened, by: change.audit, takesBackVersion });
  return "changed";
}

/** One change of one appointment, its history line and its outbox rows, as one IMMEDIATE transaction. */
export async function changeAppointment(db: Db, change: AppointmentChange): Promise<ChangeOutcome> {
  try {
    return transaction(db, () => applyAppointmentChange(db, change));
  } catch (error) {
    if (isOverlapRefusal(error)) return "slot_taken";
    throw error;
  }
}

/** A place of a series is filled once: by what takes time, or took it. Times that are only held fill none. */
function isPlaceTaken(db: Db, { id, seriesId, seriesPosition }: AppointmentRow): boolean {
  if (seriesId === null) return false;
  const other = db
    .select({ id: appointments.id })
    .from(appointments)
    .where(
      and(
        eq(appointments.seriesId, seriesId),
        eq(appointments.seriesPosition, seriesPosition),
        ne(appointments.id, id),
        inArray(appointments.status, COUNTED),
        ne(appointments.status, "HELD"),
      ),
    )
    .get();
  return other !== undefined;
}

function overlapsAnother(db: Db, moved: AppointmentRow): boolean {
  if (!ACTIVE.includes(moved.status)) return false;
  const other = db
    .select({ id: appointments.id })
    .from(appointments)
    .where(
      and(
        eq(appointments.artistId, moved.artistId),
        ne(appointments.id, moved.id),
        inArray(appointments.status, ACTIVE),
        gt(appointments.blockEndMs, moved.blockStartMs),
        lt(appointments.blockStartMs, moved.blockEndMs),
      ),
    )
    .get();
  return other !== undefined;
}

/** Whether an active appointment lies on another one, or on what its artist's calendars and time off block. */
function isOnTop(db: Db, row: AppointmentRow): boolean {
  if (!ACTIVE.includes(row.status)) return false;
  if (overlapsAnother(db, row)) return true;
  const { artistId, startMs: fromMs, endMs: toMs } = row;
  return blockingTimes(db, { artistId, fromMs, toMs, exceptAppointmentId: row.id }).length > 0;
}

/** Inside the caller's transaction, once everything is moved: takes the mark from what no longer lies on anything. */
export function clearSettledConflict(db: Db, id: string): void {
  const current = db.select().from(appointments).where(eq(appointments.id, id)).get();
  if (current?.conflict && !isOnTop(db, current)) {
    db.update(appointments).set({ conflict: false }).where(eq(appointments.id, id)).run();
  }
}

/** Remembers what the calendar holds of this appointment. No change for people, so no new version. */
export async function saveEventState(
  db: Db,
  id: string,
  state: { caldavUid?: string; caldavHref: string | null; caldavEtag: string | null },
): Promise<void> {
  db.update(appointments).set(state).where(eq(appointments.id, id)).run();
}

/** Gives an appointment its calendar and asks for the event to be written there. */
export async function assignCalendar(
  db: Db,
  id: string,
  calendarId: string,
  push: NewOutboxRow,
): Promise<void> {
  transaction(db, () => {
    db.update(appointments)
      .set({ calendarId, caldavHref: null, caldavEtag: null })
      .where(eq(appointments.id, id))
      .run();
    enqueue(db, push);
  });
}
