import { insertMessage, type NewMessage } from "#db/queries/customer-messages.ts";
import { customer } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId } from "#lib/core/ids.ts";
import { messageNotices } from "./message-notices.ts";
import { requireManaged } from "./require-managed.ts";

/**
 * The customer writes to the studio by the own link, or sends pictures (tokens of drafts); the artist is told by mail.
 * The same words sent twice within ten minutes are one message.
 * @throws AppError `not_found`, `link_expired`, `invalid_input`, `conflict`
 */
export async function addManagedMessage(
  ctx: Ctx,
  token: string,
  text: string,
  pictures: readonly string[] = [],
): Promise<void> {
  const appointment = await requireManaged(ctx, token);
  if (text === "" && pictures.length === 0)
    throw new AppError("invalid_input", "Please write something.", { errors: { text: ["required"] } });
  const messageId = newId();
  const nowMs = ctx.now();
  const { id: aboutId, clientName: authorName, customerId } = appointment;
  const message: NewMessage = {
    id: messageId,
    aboutId,
    author: "customer",
    authorName,
    text,
    createdAt: nowMs,
  };
  const outcome = await insertMessage(ctx.db, text === "" ? null : message, {
    audit: auditEntry(
      { ...ctx, actor: customer },
      {
        entity: "appointment",
        entityId: aboutId,
        action: text === "" ? "sent_pictures" : "customer_wrote",
      },
    ),
    outbox: messageNotices(ctx, { appointment, messageId, to: "artist", text }),
    pictures: { tokenHashes: pictures.map(hashToken), aboutId, customerId, nowMs },
  });
  if (outcome === "too_many") throw tooManyMessages();
}

export function tooManyMessages(): AppError {
  return new AppError("conflict", "There are very many messages here already. Please call or write a mail.", {
    errors: { text: ["full"] },
  });
}
