import { deleteNote } from "#db/queries/customer-notes.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { CustomerNoteView } from "./customer-view.ts";
import { requireNoteAccess } from "./note-access.ts";
import { toNoteView } from "./to-customer-view.ts";

/** @returns what was removed: adding it again takes it back. @throws AppError `not_found`, `not_allowed` */
export async function removeNote(
  ctx: Ctx,
  input: { customerId: string; noteId: string },
): Promise<CustomerNoteView> {
  const note = await requireNoteAccess(ctx, input.customerId, input.noteId);
  const audit = auditEntry(ctx, {
    entity: "customer",
    entityId: input.customerId,
    action: "note_removed",
    detail: { noteId: note.id },
  });
  await deleteNote(ctx.db, note.id, audit);
  return toNoteView(ctx.actor, note);
}
