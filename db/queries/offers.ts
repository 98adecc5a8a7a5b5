import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { consents } from "../schema/consents.ts";
import { customerMessages, offers, referencePictures } from "../schema/inquiries.ts";
import { isOverlapRefusal } from "../triggers.ts";
import { type AppointmentChange, applyAppointmentChange } from "./appointment-changes.ts";
import type { AppointmentRow, NewAppointment } from "./appointments.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { type InsertLimit, isReached } from "./booking-limits.ts";
import { blockingTimes } from "./busy.ts";
import { applyInquiryChange, type InquiryChange } from "./inquiries.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";
import { applyWaitlistChange, type WaitlistChange } from "./waitlist.ts";

export type OfferRow = typeof offers.$inferSelect;
export type NewOffer = typeof offers.$inferInsert;
export type OfferKind = OfferRow["kind"];

/** What becomes of the thing an offer answers. */
export type AboutChange =
  | ({ kind: "inquiry" } & InquiryChange)
  | ({ kind: "waitlist" } & WaitlistChange)
  | ({ kind: "appointment" } & AppointmentChange);

/** How a held time ends that nobody took. */
type EndHeld = (held: AppointmentRow) => AppointmentChange;

/** Rolls the transaction back and says why. */
class Refused extends Error {
  readonly outcome: "stale" | "taken" | { takenMs: number };
  constructor(outcome: Refused["outcome"]) {
    super("refused");
    this.outcome = outcome;
  }
}

function orRefused<T>(db: Db, work: () => T): T | Refused["outcome"] {
  try {
    return transaction(db, work);
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    if (isOverlapRefusal(error)) return "taken";
    throw error;
  }
}

/**
 * Stores an offer with its held times, what becomes of the thing it answers, history and outbox rows, as one. An
 * earlier offer about the same thing is withdrawn, its times first, so that they can be offered again.
 * @returns `{ takenMs }`, the start that is blocked or that a limit leaves no room for, or "stale" when somebody changed
 *   the thing meanwhile.
 */
export async function insertOffer(
  db: Db,
  input: {
    offer: NewOffer;
    held: NewAppointment[];
    endHeld: EndHeld;
    about: AboutChange | null;
    /** What the artist's limits leave; none for what a person offers, who may go beyond them. */
    limits?: InsertLimit[];
    audit: AuditEntry[];
    outbox: NewOutboxRow[];
  },
): Promise<"stored" | "stale" | { takenMs: number }> {
  const outcome = orRefused(db, () => {
    const standing = db
      .select()
      .from(offers)
      .where(and(eq(offers.aboutId, input.offer.aboutId), eq(offers.state, "open")))
      .all();
    for (const { id } of standing) {
      endHeldOf(db, id, input.endHeld);
      db.update(offers).set({ state: "withdrawn" }).where(eq(offers.id, id)).run();
    }
    if (input.about) applyAbout(db, input.about);
    db.insert(offers).values(input.offer).run();
    for (const held of input.held) insertHeld(db, held, input.limits ?? []);
    for (const line of input.audit) writeAudit(db, line);
    for (const row of input.outbox) enqueue(db, row);
    return "stored" as const;
  });
  return outcome === "taken" ? "stale" : outcome;
}

function insertHeld(db: Db, held: NewAppointment, limits: InsertLimit[]): void {
  const { artistId, startMs, blockStartMs: fromMs, blockEndMs: toMs } = held;
  if (limits.some((limit) => isReached(db, artistId, limit))) throw new Refused({ takenMs: startMs });
  if (blockingTimes(db, { artistId, fromMs, toMs }).length > 0) throw new Refused({ takenMs: startMs });
  try {
    db.insert(appointments).values(held).run();
  } catch (error) {
    if (isOverlapRefusal(error)) throw new Refused({ takenMs: startMs });
    throw error;
  }
}

/**
 * One held time is taken: the others go, the offer is over, and what it answers is closed, as one. Messages, pictures
 * and what was signed go on with the appointment.
 */
export async function chooseHeld(
  db: Db,
  input: {
    offerId: string;
    /** The held time's own change. */
    change: AppointmentChange;
    /** The held time's version is raised to this first, so that calendars of customers see it as the newer one. */
    versionAtLeast: number;
    endHeld: EndHeld;
    about: AboutChange;
    audit: AuditEntry[];
    outbox: NewOutboxRow[];
  },
): Promise<"chosen" | "stale" | "taken"> {
  const outcome = orRefused(db, () => {
    const offer = db.select().from(offers).where(eq(offers.id, input.offerId)).get();
    const held = db.select().from(appointments).where(eq(appointments.id, input.change.id)).get();
    if (offer?.state !== "open" || held?.status !== "HELD" || held.version !== input.change.expectedVersion)
      throw new Refused("stale");
    const version = Math.max(held.version, input.versionAtLeast);
    db.update(appointments).set({ version }).where(eq(appointments.id, held.id)).run();
    applyAbout(db, input.about);
    const changed = applyAppointmentChange(db, { ...input.change, expectedVersion: version });
    if (changed !== "changed") throw new Refused(changed === "stale" ? "stale" : "taken");
    endHeldOf(db, offer.id, input.endHeld);
    db.update(offers).set({ state: "chosen" }).where(eq(offers.id, offer.id)).run();
    const from = eq(customerMessages.aboutId, offer.aboutId);
    db.update(customerMessages).set({ aboutId: held.id }).where(from).run();
    const pictures = eq(referencePictures.aboutId, offer.aboutId);
    db.update(referencePictures).set({ aboutId: held.id }).where(pictures).run();
    const signature = eq(consents.appointmentId, offer.aboutId);
    db.update(consents).set({ appointmentId: held.id }).where(signature).run();
    for (const line of input.audit) writeAudit(db, line);
    for (const row of input.outbox) enqueue(db, row);
    return "chosen" as const;
  });
  return typeof outcome === "string" ? outcome : "stale";
}

/**
 * An offer ends without a choice: its times go, and what it answers changes with it, as one.
 * @returns "taken" when what it answers cannot have its time or its place in a series back.
 */
export async function endOffer(
  db: Db,
  input: {
    offerId: string;
    state: "withdrawn" | "expired" | "refused";
    endHeld: EndHeld;
    about: AboutChange | null;
    /** Stored with it. */
    together?: (db: Db) => void;
    audit: AuditEntry[];
    outbox: NewOutboxRow[];
  },
): Promise<"ended" | "stale" | "taken"> {
  const outcome = orRefused(db, () => {
    const offer = db.select().from(offers).where(eq(offers.id, input.offerId)).get();
    if (offer?.state !== "open") throw new Refused("stale");
    endHeldOf(db, offer.id, input.endHeld);
    db.update(offers).set({ state: input.state }).where(eq(offers.id, offer.id)).run();
    if (input.about) applyAbout(db, input.about);
    input.together?.(db);
    for (const line of input.audit) writeAudit(db, line);
    for (const row of input.outbox) enqueue(db, row);
    return "ended" as const;
  });
  return typeof outcome === "string" ? outcome : "stale";
}

function endHeldOf(db: Db, offerId: string, endHeld: EndHeld): void {
  const held = db.select().from(appointments).where(isHeldFor(offerId)).all();
  for (const row of held) {
    if (applyAppointmentChange(db, endHeld(row)) !== "changed") throw new Refused("stale");
  }
}

function applyAbout(db: Db, about: AboutChange): void {
  const outcome =
    about.kind === "inquiry"
      ? applyInquiryChange(db, about)
      : about.kind === "waitlist"
        ? applyWaitlistChange(db, about)
        : applyAppointmentChange(db, about);
  if (outcome !== "changed") throw new Refused(outcome === "stale" ? "stale" : "taken");
}

const isHeldFor = (offerId: string) =>
  and(eq(appointments.offerId, offerId), eq(appointments.status, "HELD"));

export async function findOffer(db: Db, id: string): Promise<OfferRow | undefined> {
  return db.select().from(offers).where(eq(offers.id, id)).get();
}

/** The newest offer about something, whatever became of it. */
export async function findLastOffer(db: Db, aboutId: string): Promise<OfferRow | undefined> {
  return db
    .select()
    .from(offers)
    .where(eq(offers.aboutId, aboutId))
    .orderBy(desc(offers.createdAt), sql`${offers.state} = 'open' DESC`, desc(sql`offers.rowid`))
    .limit(1)
    .get();
}

/** The times an offer still holds, soonest first. */
export async function listHeld(db: Db, offerId: string): Promise<AppointmentRow[]> {
  return db.select().from(appointments).where(isHeldFor(offerId)).orderBy(asc(appointments.startMs)).all();
}

/** Every time an offer held, whatever became of it. */
export async function listOfferTimes(db: Db, offerId: string): Promise<AppointmentRow[]> {
  return db
    .select()
    .from(appointments)
    .where(eq(appointments.offerId, offerId))
    .orderBy(asc(appointments.startMs))
    .all();
}

/** The offers of these ids that still stand, by what they are about. */
export async function openOffersAbout(db: Db, aboutIds: string[]): Promise<Map<string, OfferRow>> {
  if (aboutIds.length === 0) return new Map();
  const rows = db
    .select()
    .from(offers)
    .where(and(inArray(offers.aboutId, aboutIds), eq(offers.state, "open")))
    .all();
  return new Map(rows.map((row) => [row.aboutId, row]));
}
