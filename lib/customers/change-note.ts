import { updateNote } from "#db/queries/customer-notes.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import type { CustomerNoteView } from "./customer-view.ts";
import { requireNoteAccess } from "./note-access.ts";
import { toNoteView } from "./to-customer-view.ts";

/**
 * `seenAt` (epoch milliseconds) is the note's `updatedAt` as the actor saw it.
 * @throws AppError `not_found`, `not_allowed` when somebody else wrote it and an artist asks, `conflict` when it was
 *   changed since `seenAt` or removed meanwhile
 */
export async function changeNote(
  ctx: Ctx,
  input: { customerId: string; noteId: string; text: string; seenAt?: number },
): Promise<CustomerNoteView> {
  const note = await requireNoteAccess(ctx, input.customerId, input.noteId);
  const audit = auditEntry(ctx, {
    entity: "customer",
    entityId: input.customerId,
    action: "note_changed",
    detail: { noteId: note.id },
  });
  const changed = await updateNote(ctx.db, note.id, input.text, audit, input.seenAt);
  if (!changed) throw new AppError("conflict", "Somebody else changed or removed this note in the meantime.");
  return toNoteView(ctx.actor, changed);
}
