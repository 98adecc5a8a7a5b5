import type { NoteRow } from "#db/queries/customer-notes.ts";
import { actorName } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { newId } from "#lib/core/ids.ts";

/** A note as the actor writes it now. */
export function newNoteRow(ctx: Pick<Ctx, "actor" | "now">, customerId: string, text: string): NoteRow {
  const { actor } = ctx;
  const at = ctx.now();
  return {
    id: newId(),
    customerId,
    text,
    authorId: "userId" in actor ? actor.userId : null,
    authorName: actorName(actor),
    createdAt: at,
    updatedAt: at,
  };
}
