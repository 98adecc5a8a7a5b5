import type { AppointmentRow } from "#db/queries/appointments.ts";
import type { NewOutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { mailNotices } from "#lib/sync/outbox-rows.ts";

/** The mail about a message. A message is no change of the appointment, so its row is named after itself. */
export function messageNotices(
  ctx: Pick<Ctx, "now" | "env">,
  message: {
    appointment: Pick<AppointmentRow, "id" | "version">;
    messageId: string;
    to: "customer" | "artist";
    text: string;
  },
): NewOutboxRow[] {
  const { appointment, to, text } = message;
  const rows = mailNotices(ctx, {
    appointmentId: appointment.id,
    version: appointment.version,
    template: "message",
    to: [to],
    word: text,
  });
  return rows.map((row) => ({ ...row, id: `mail:${appointment.id}:message-${message.messageId}:${to}` }));
}
