import { listMessages, type MessageRow } from "#db/queries/customer-messages.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { loadAppointment } from "./load-appointment.ts";

export type MessageView = Pick<MessageRow, "id" | "author" | "authorName" | "text" | "createdAt">;

/** What customer and studio wrote to each other about an appointment, oldest first. @throws as loadAppointment */
export async function listAppointmentMessages(ctx: Ctx, id: string): Promise<MessageView[]> {
  await loadAppointment(ctx, id);
  return (await listMessages(ctx.db, id)).map(toMessageView);
}

export function toMessageView({ id, author, authorName, text, createdAt }: MessageRow): MessageView {
  return { id, author, authorName, text, createdAt };
}
