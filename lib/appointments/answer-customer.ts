import { insertMessage } from "#db/queries/customer-messages.ts";
import { actorName } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { tooManyMessages } from "./add-managed-message.ts";
import { loadAppointment } from "./load-appointment.ts";
import { messageNotices } from "./message-notices.ts";
import { isForgotten } from "./require-managed.ts";

/**
 * The studio writes to the customer of an appointment; it stands on the customer's page and goes out by mail.
 * @throws AppError `not_signed_in`, `not_found`, `not_allowed`, `conflict` once the customer is forgotten
 */
export async function answerCustomer(ctx: Ctx, input: { id: string; text: string }): Promise<void> {
  const appointment = await loadAppointment(ctx, input.id);
  if (isForgotten(appointment))
    throw new AppError("conflict", "This customer is forgotten: nobody would read it.");
  const { text } = input;
  const messageId = newId();
  const outcome = await insertMessage(
    ctx.db,
    {
      id: messageId,
      aboutId: appointment.id,
      author: "studio",
      authorName: actorName(ctx.actor),
      text,
      createdAt: ctx.now(),
    },
    {
      audit: auditEntry(ctx, { entity: "appointment", entityId: appointment.id, action: "answered" }),
      outbox: messageNotices(ctx, { appointment, messageId, to: "customer", text }),
    },
  );
  if (outcome === "too_many") throw tooManyMessages();
}
