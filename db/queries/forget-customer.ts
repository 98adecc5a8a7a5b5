import { and, eq, isNull, or, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { calendarObjects } from "../schema/calendars.ts";
import { customers } from "../schema/customers.ts";
import { crmMedia } from "../schema/media.ts";
import { auditLog, idempotencyKeys, outbox } from "../schema/system.ts";
import { ACTIVE, type AppointmentRow, NOT_CHOSEN } from "./appointments.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { touchesOthers } from "./customer-folders.ts";
import type { CustomerRow } from "./customers.ts";
import { formerFolders, redactFileHistory } from "./forget-file-history.ts";
import { forgetNews } from "./forget-news.ts";
import { forgetRequestsOf } from "./forget-requests.ts";
import { forgetTraces, mailsOf, mergedBefore, namesOf } from "./forget-traces.ts";
import { under } from "./media.ts";
import { foldersToTrash, type LeftFolder, withMerged } from "./merged-customers.ts";
import { oneOf } from "./one-of.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";
import { queueFollowUps } from "./queue-follow-ups.ts";
import { queueNews } from "./queue-news.ts";
import { queueAppointmentWebhooks } from "./queue-webhooks.ts";
import { FORGOTTEN } from "./retention.ts";

export interface ForgetCustomer {
  id: string;
  nowMs: number;
  /** Without it, upcoming requests and appointments refuse the whole. */
  cancelUpcoming: boolean;
  trashFolder: boolean;
  /** "Make the event match", its words too. */
  pushOf(appointmentId: string): NewOutboxRow;
  /** For the customer's own folder, or that of somebody who became part of them. */
  folderDeletionOf(folder: LeftFolder): NewOutboxRow;
  cancelledOf(appointment: AppointmentRow): AuditEntry;
  /** The one line that stays of it; no personal data. */
  auditOf(counts: ForgottenCounts): AuditEntry;
}

export interface ForgottenCounts {
  appointments: number;
  cancelled: number;
  media: number;
}

export type ForgetOutcome =
  | { outcome: "gone" | "holds_others_folder" }
  | { outcome: "upcoming"; upcoming: number }
  | {
      outcome: "forgotten";
      counts: ForgottenCounts;
      spoolIds: string[];
      folderRows: string[];
      hadFolder: boolean;
    };

/**
 * Forgets a person, all or nothing: the row with notes, tags, merges and media records; who it was in their
 * appointments and in every history, answer, draft and log; what they asked for, wrote, sent and signed; mails and files that still wait. Events and the folder
 * follow through the outbox.
 */
export async function forgetCustomer(db: Db, input: ForgetCustomer): Promise<ForgetOutcome> {
  return transaction(db, () => {
    const customer = db.select().from(customers).where(eq(customers.id, input.id)).get();
    if (!customer) return { outcome: "gone" };
    const { nextcloudFolder: path, nextcloudFolderId: fileId } = customer;
    if (input.trashFolder && path !== null && touchesOthers(db, path, customer.id))
      return { outcome: "holds_others_folder" };
    const rows = db.select().from(appointments).where(appointmentsOf(customer)).all();
    const held = rows.filter(({ status }) => status === "HELD");
    const upcoming = rows.filter(
      (row) => row.status !== "HELD" && ACTIVE.includes(row.status) && row.endMs > input.nowMs,
    );
    if (upcoming.length > 0 && !input.cancelUpcoming)
      return { outcome: "upcoming", upcoming: upcoming.length };

    const merged = withMerged(db, customer.id);
    const left = foldersToTrash(db, customer, merged.folders);
    const own = path === null ? [] : [{ customerId: customer.id, path, fileId }];
    const trashed = input.trashFolder ? [...own, ...left] : [];
    for (const row of upcoming) cancel(db, row, input);
    for (const row of held) endHeld(db, row);
    const before = mergedBefore(db, customer.id);
    const requestSpoolIds = forgetRequestsOf(db, {
      customer,
      customerIds: merged.ids,
      appointmentIds: rows.map(({ id }) => id),
    });
    const names = {
      names: namesOf([customer, ...before], rows),
      mails: mailsOf([customer, ...before], rows),
    };
    forgetAppointments(db, rows, input);
    // After, so that nobody is named by it.
    for (const before of upcoming) {
      const happened = { id: before.id, before, at: input.nowMs };
      queueAppointmentWebhooks(db, happened);
      const by = input.cancelledOf(before);
      queueFollowUps(db, { ...happened, by: by.actorKind });
      queueNews(db, { ...happened, by });
    }
    const media = db
      .select()
      .from(crmMedia)
      .where(
        or(
          eq(crmMedia.customerId, customer.id),
          ...trashed.map((folder) => and(under(folder.path), isNull(crmMedia.customerId))),
        ),
      )
      .all();
    redactFileHistory(db, {
      customerIds: merged.ids,
      mediaIds: media.map(({ id }) => id),
      folders: formerFolders(db, customer, merged),
    });
    forgetTraces(db, merged.ids, names);
    const mediaIds = media.map(({ id }) => id);
    const waiting = [...mediaIds.map((id) => `file:${id}`), ...merged.ids.map((id) => `folder:${id}`)];
    db.delete(outbox).where(oneOf(outbox.id, waiting)).run();
    db.delete(crmMedia).where(oneOf(crmMedia.id, mediaIds)).run();
    const deletions = trashed.map((folder) => input.folderDeletionOf(folder));
    for (const row of deletions) enqueue(db, row);
    db.delete(customers).where(eq(customers.id, customer.id)).run();
    const known = rows.filter((row) => row.status !== "HELD" && row.statusReason !== NOT_CHOSEN);
    const counts = { appointments: known.length, cancelled: upcoming.length, media: media.length };
    writeAudit(db, input.auditOf(counts));
    const mediaSpoolIds = media.flatMap(({ spoolId }) => (spoolId === null ? [] : [spoolId]));
    const spoolIds = [...requestSpoolIds, ...mediaSpoolIds];
    return {
      outcome: "forgotten",
      counts,
      spoolIds,
      folderRows: deletions.map(({ id }) => id),
      hadFolder: own.length + left.length > 0,
    };
  });
}

/** Theirs, and those booked under their address before anybody knew whose they were. */
export function appointmentsOf(customer: Pick<CustomerRow, "id" | "emailKey">) {
  const byMail = sql`casefold(${appointments.clientEmail}) = ${customer.emailKey}`;
  return or(
    eq(appointments.customerId, customer.id),
    customer.emailKey === "" ? undefined : and(isNull(appointments.customerId), byMail),
  );
}

function cancel(db: Db, row: AppointmentRow, input: ForgetCustomer): void {
  const set = { status: "CANCELLED", statusReason: "by_studio", conflict: false } as const;
  db.update(appointments).set(set).where(eq(appointments.id, row.id)).run();
  writeAudit(db, input.cancelledOf(row));
}

/** Nobody's appointment yet: it goes as any held time does that nobody took. Its offer is withdrawn with the requests. */
function endHeld(db: Db, row: AppointmentRow): void {
  const set = { status: "CANCELLED", statusReason: NOT_CHOSEN, conflict: false } as const;
  db.update(appointments).set(set).where(eq(appointments.id, row.id)).run();
}

function forgetAppointments(db: Db, rows: AppointmentRow[], input: ForgetCustomer): void {
  const ids = rows.map(({ id }) => id);
  db.update(appointments)
    .set({
      clientName: FORGOTTEN,
      clientEmail: "",
      clientPhone: "",
      description: "",
      customerId: null,
      version: sql`${appointments.version} + 1`,
      updatedAt: input.nowMs,
    })
    .where(oneOf(appointments.id, ids))
    .run();
  db.update(auditLog)
    .set({
      detail: sql`json_remove(${auditLog.detail}, '$.word', '$.before.clientName', '$.before.clientEmail',
        '$.before.clientPhone', '$.before.description')`,
    })
    .where(and(eq(auditLog.entity, "appointment"), oneOf(auditLog.entityId, ids)))
    .run();
  db.delete(outbox)
    .where(and(eq(outbox.kind, "mail"), oneOf(outbox.appointmentId, ids)))
    .run();
  forgetNews(db, ids, input.nowMs);
  forgetAnswers(db, ids);
  for (const row of rows) {
    if (row.calendarId === null) continue;
    readoptEvent(db, row);
    enqueue(db, input.pushOf(row.id));
  }
}

/** An event whose deletion or cancellation a person made is no longer the appointment's, but still names them. */
function readoptEvent(db: Db, row: AppointmentRow): void {
  if (row.caldavHref !== null || row.calendarId === null) return;
  const object = db
    .select({ href: calendarObjects.href, etag: calendarObjects.etag })
    .from(calendarObjects)
    .where(and(eq(calendarObjects.calendarId, row.calendarId), eq(calendarObjects.uid, row.caldavUid)))
    .get();
  if (!object) return;
  const set = { caldavHref: object.href, caldavEtag: object.etag };
  db.update(appointments).set(set).where(eq(appointments.id, row.id)).run();
}

/** Answers kept for repeated bookings open the pages of those bookings. */
function forgetAnswers(db: Db, appointmentIds: string[]): void {
  db.delete(idempotencyKeys)
    .where(oneOf(sql`${idempotencyKeys.response} ->> '$.appointment.id'`, appointmentIds))
    .run();
}
