import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { artists, services } from "../schema/artists.ts";
import { followUpRuns, followUps } from "../schema/integrations.ts";
import { outbox } from "../schema/system.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import type { OutboxRow } from "./outbox.ts";

export type FollowUpRow = typeof followUps.$inferSelect;
export type FollowUpRun = typeof followUpRuns.$inferSelect;

/** Those that somebody has saved; nine at most. */
export async function listFollowUpRows(db: Db): Promise<FollowUpRow[]> {
  return db.select().from(followUps).all();
}

/**
 * @param knownAt when the row was saved that this one was made from, epoch milliseconds; null for none
 * @returns false when somebody else has saved another since, and nothing is written
 */
export async function saveFollowUpRow(
  db: Db,
  row: FollowUpRow,
  audit: AuditEntry,
  knownAt: number | null,
): Promise<boolean> {
  return transaction(db, () => {
    const saved = db.select().from(followUps).where(eq(followUps.id, row.id)).get();
    if ((saved?.updatedAt ?? null) !== knownAt) return false;
    const { id: _, ...set } = row;
    db.insert(followUps).values(row).onConflictDoUpdate({ target: followUps.id, set }).run();
    writeAudit(db, audit);
    return true;
  });
}

/** A run with what it is of, as that is saved now; null where it was never saved. */
export async function findFollowUpRun(
  db: Db,
  id: string,
): Promise<{ run: FollowUpRun; followUp: FollowUpRow | null } | undefined> {
  return db
    .select({ run: followUpRuns, followUp: followUps })
    .from(followUpRuns)
    .leftJoin(followUps, eq(followUps.id, followUpRuns.followUpId))
    .where(eq(followUpRuns.id, id))
    .get();
}

/** Whether the same follows a later change of the same appointment too. */
export async function hasNewerRun(db: Db, run: FollowUpRun): Promise<boolean> {
  const newer = db
    .select({ id: followUpRuns.id })
    .from(followUpRuns)
    .where(
      and(
        eq(followUpRuns.appointmentId, run.appointmentId),
        eq(followUpRuns.followUpId, run.followUpId),
        inArray(followUpRuns.state, ["waiting", "sending", "done"]),
        sql`${versionOf(sql`${followUpRuns.id}`)} > ${versionOf(sql`${run.id}`)}`,
      ),
    )
    .get();
  return newer !== undefined;
}

/** The number between the first and the second colon of a run's id. */
function versionOf(id: ReturnType<typeof sql>) {
  return sql`CAST(substr(${id}, instr(${id}, ':') + 1) AS INTEGER)`;
}

/**
 * Writes down that a run is about to be made, when and where, before it is: whoever comes later looks for it first.
 * @param sending.version of the appointment that its words are about
 * @returns `changed` when the appointment is no longer that version, `taken` when another process has written so since
 *   this one took the row, and when the run is over
 */
export async function markSending(
  db: Db,
  run: Pick<FollowUpRun, "id" | "appointmentId">,
  row: Pick<OutboxRow, "id" | "payload">,
  sending: { at: number; target: Record<string, string>; version: number; key: string },
): Promise<"marked" | "changed" | "taken"> {
  return transaction(db, () => {
    if (!isStillVersion(db, run.appointmentId, sending.version)) return "changed";
    const { at, key } = sending;
    const mark = JSON.stringify({ sentAt: String(at), key, target: JSON.stringify(sending.target) });
    const marked = db
      .update(outbox)
      .set({ payload: sql`json_patch(${outbox.payload}, ${mark})` })
      .where(and(eq(outbox.id, row.id), sql`${outbox.payload} ->> 'sentAt' IS ${row.payload.sentAt ?? null}`))
      .run();
    if (marked.changes !== 1) return "taken";
    const set = { state: "sending", error: null } as const;
    return db.update(followUpRuns).set(set).where(isOpen(run.id)).run().changes === 1 ? "marked" : "taken";
  });
}

/**
 * Leaves a run out, for how things are with the appointment at `version`.
 * @returns false when they are no longer so
 */
export async function skipRun(
  db: Db,
  run: Pick<FollowUpRun, "id" | "appointmentId">,
  skip: { reason: string; at: number; version: number },
): Promise<boolean> {
  return transaction(db, () => {
    if (!isStillVersion(db, run.appointmentId, skip.version)) return false;
    const set = { state: "skipped", error: skip.reason, doneAt: skip.at } as const;
    db.update(followUpRuns).set(set).where(isOpen(run.id)).run();
    return true;
  });
}

function isStillVersion(db: Db, appointmentId: string, version: number): boolean {
  const now = db
    .select({ version: appointments.version })
    .from(appointments)
    .where(eq(appointments.id, appointmentId))
    .get();
  return now?.version === version;
}

function isOpen(id: string) {
  return and(eq(followUpRuns.id, id), inArray(followUpRuns.state, ["waiting", "sending"]));
}

/** What came of a run. Nothing happens to one that is over. */
export async function noteRun(
  db: Db,
  id: string,
  set: Pick<FollowUpRun, "state"> & Partial<Pick<FollowUpRun, "remoteId" | "remoteUrl" | "error" | "doneAt">>,
): Promise<void> {
  db.update(followUpRuns).set(set).where(isOpen(id)).run();
}

/** A run with its row in the outbox, while there is one, and whose appointment it is about. */
export interface FollowUpRunWithRow {
  run: FollowUpRun;
  row: OutboxRow | null;
  about: { clientName: string; serviceName: string; artistName: string; startMs: number; timeZone: string };
}

/** The last runs, newest first; of one appointment where it is named. */
export async function listFollowUpRuns(
  db: Db,
  filter: { appointmentId?: string; limit: number },
): Promise<FollowUpRunWithRow[]> {
  return db
    .select({
      run: followUpRuns,
      row: outbox,
      about: {
        clientName: appointments.clientName,
        serviceName: services.name,
        artistName: artists.name,
        startMs: appointments.startMs,
        timeZone: artists.timeZone,
      },
    })
    .from(followUpRuns)
    .innerJoin(appointments, eq(appointments.id, followUpRuns.appointmentId))
    .innerJoin(artists, eq(artists.id, appointments.artistId))
    .innerJoin(services, eq(services.id, appointments.serviceId))
    .leftJoin(outbox, eq(outbox.id, sql`'follow_up:' || ${followUpRuns.id}`))
    .where(
      filter.appointmentId === undefined ? undefined : eq(followUpRuns.appointmentId, filter.appointmentId),
    )
    .orderBy(desc(followUpRuns.createdAt), desc(sql`${followUpRuns}.rowid`))
    .limit(filter.limit)
    .all();
}

/** Forgets what was queued before `beforeMs`, and what still waits of it. @returns how many. */
export async function forgetRuns(db: Db, beforeMs: number): Promise<number> {
  return transaction(db, () => {
    const old = lt(followUpRuns.createdAt, beforeMs);
    const rows = db
      .select({ id: sql<string>`'follow_up:' || ${followUpRuns.id}` })
      .from(followUpRuns)
      .where(old);
    db.delete(outbox).where(inArray(outbox.id, rows)).run();
    return db.delete(followUpRuns).where(old).run().changes;
  });
}
