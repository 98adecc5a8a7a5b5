import { findNote, type NoteRow } from "#db/queries/customer-notes.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireCustomerAccess } from "./customer-access.ts";

/** Who wrote a note may change it; admins and staff may change anybody's. */
export function mayChangeNote(actor: Actor, note: Pick<NoteRow, "authorId">): boolean {
  return actor.kind !== "artist" || note.authorId === actor.userId;
}

/** The note somebody wants to change, once they may. @throws AppError `not_found`, `not_allowed` */
export async function requireNoteAccess(ctx: Ctx, customerId: string, noteId: string): Promise<NoteRow> {
  await requireCustomerAccess(ctx, customerId);
  const note = await findNote(ctx.db, customerId, noteId);
  if (!note) throw new AppError("not_found", "There is no note with this id.");
  if (!mayChangeNote(ctx.actor, note)) throw new AppError("not_allowed", "Somebody else wrote this note.");
  return note;
}
