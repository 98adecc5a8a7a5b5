import { insertNote } from "#db/queries/customer-notes.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireCustomerAccess } from "./customer-access.ts";
import type { CustomerNoteView } from "./customer-view.ts";
import { newNoteRow } from "./new-note-row.ts";
import { toNoteView } from "./to-customer-view.ts";

/** @throws AppError `not_found`, `invalid_input` when there are 500 notes already */
export async function addNote(
  ctx: Ctx,
  input: { customerId: string; text: string },
): Promise<CustomerNoteView> {
  await requireCustomerAccess(ctx, input.customerId);
  const note = newNoteRow(ctx, input.customerId, input.text);
  const audit = auditEntry(ctx, {
    entity: "customer",
    entityId: input.customerId,
    action: "note_added",
    detail: { noteId: note.id },
  });
  if ((await insertNote(ctx.db, note, audit)) === "full")
    throw new AppError("invalid_input", "This customer has too many notes.", {
      errors: { text: ["too_many"] },
    });
  return toNoteView(ctx.actor, note);
}
