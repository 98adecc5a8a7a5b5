import { updateNote } from "#db/queries/customer-notes.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { CustomerNoteView } from "./customer-view.ts";
import { requireNoteAccess } from "./note-access.ts";
import { toNoteView } from "./to-customer-view.ts";

/** @throws AppError `not_found`, `not_allowed` when somebody else wrote it and an artist asks */
export async function changeNote(
  ctx: Ctx,
  input: { customerId: string; noteId: string; text: string },
): Promise<CustomerNoteView> {
  const note = await requireNoteAccess(ctx, input.customerId, input.noteId);
  const audit = auditEntry(ctx, {
    entity: "customer",
    entityId: input.customerId,
    action: "note_changed",
    detail: { noteId: note.id },
  });
  await updateNote(ctx.db, note.id, input.text, audit);
  return toNoteView(ctx.actor, { ...note, text: input.text, updatedAt: audit.at });
}
