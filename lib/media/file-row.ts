import type { NewOutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";

/** "Take this file out of the spool", for the transaction that stores its record. */
export function fileRow(ctx: Pick<Ctx, "now">, media: { id: string; path: string }): NewOutboxRow {
  const now = ctx.now();
  return {
    id: `file:${media.id}`,
    kind: "file",
    appointmentId: null,
    payload: { path: media.path },
    nextAttemptAt: now,
    createdAt: now,
  };
}

/** The media record a row of kind `file` is about. */
export function fileRowMedia(row: { id: string }): string {
  return row.id.slice("file:".length);
}
