import type { AppointmentSummary, CustomerAppointmentRow } from "#db/queries/customer-appointments.ts";
import type { NoteRow } from "#db/queries/customer-notes.ts";
import type { CustomerRow } from "#db/queries/customers.ts";
import { FORGOTTEN } from "#db/queries/retention.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Env } from "#lib/core/env.ts";
import { foldText } from "#lib/core/fold-text.ts";
import type { CustomerAppointmentView, CustomerNoteView, CustomerRowView } from "./customer-view.ts";
import { mayChangeNote } from "./note-access.ts";

export function toRowView(
  env: Env,
  row: CustomerRow,
  more: {
    tags: string[] | undefined;
    summary: AppointmentSummary | undefined;
    noShows?: number | undefined;
  },
): CustomerRowView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    tags: more.tags ?? [],
    nextcloudFolder: folderInAccount(env, row.nextcloudFolder),
    folderPath: row.nextcloudFolder,
    appointments: more.summary?.appointments ?? 0,
    lastAppointmentMs: more.summary?.lastMs ?? null,
    nextAppointmentMs: more.summary?.nextMs ?? null,
    noShows: more.noShows ?? 0,
    blockedAt: row.blockedAt,
    blockedReason: row.blockedReason,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** A folder below the base folder, with the base folder in front. */
export function folderInAccount(env: Env, folder: string | null): string | null {
  if (folder === null) return null;
  return [env.NEXTCLOUD_FILES_BASE_PATH, folder].filter(Boolean).join("/");
}

export function toNoteView(actor: Actor, note: NoteRow): CustomerNoteView {
  const { id, text, authorName, createdAt, updatedAt } = note;
  return { id, text, authorName, editable: mayChangeNote(actor, note), createdAt, updatedAt };
}

export function toHistoryView(
  customer: { name: string },
  { clientName, ...appointment }: CustomerAppointmentRow,
): CustomerAppointmentView {
  const differs = clientName !== FORGOTTEN && foldText(clientName) !== foldText(customer.name);
  return { ...appointment, bookedAs: differs ? clientName : null };
}
