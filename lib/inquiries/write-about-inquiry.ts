import { insertMessage } from "#db/queries/customer-messages.ts";
import type { InquiryWithNames } from "#db/queries/inquiries.ts";
import { actorName } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId } from "#lib/core/ids.ts";
import { inquiryNotices } from "#lib/sync/outbox-rows.ts";
import { requireManagedInquiry } from "./find-managed-inquiry.ts";
import { loadInquiry } from "./load-inquiry.ts";

/** The studio writes to the customer, who reads it by mail and on their page. @throws AppError `conflict` */
export async function answerInquiryMessage(ctx: Ctx, input: { id: string; text: string }): Promise<void> {
  const inquiry = await loadInquiry(ctx, input.id);
  const author = { author: "studio" as const, authorName: actorName(ctx.actor) };
  await write(ctx, inquiry, { ...author, text: input.text }, []);
}

/**
 * The customer adds words, or pictures, by their own link: the token is the permission.
 * @throws AppError `not_found`, `conflict`
 */
export async function addInquiryMessage(
  base: Ctx,
  input: { token: string; text: string; pictures: string[] },
): Promise<void> {
  const ctx: Ctx = { ...base, actor: { kind: "customer" } };
  const inquiry = await requireManagedInquiry(ctx, input.token);
  if (inquiry.status !== "OPEN" && inquiry.status !== "OFFERED")
    throw new AppError("conflict", "This inquiry is closed.");
  const author = { author: "customer" as const, authorName: inquiry.clientName };
  await write(ctx, inquiry, { ...author, text: input.text }, input.pictures);
}

async function write(
  ctx: Ctx,
  inquiry: InquiryWithNames,
  said: { author: "customer" | "studio"; authorName: string; text: string },
  pictures: string[],
): Promise<void> {
  const id = newId();
  // What was said goes on with the appointment.
  const aboutId = inquiry.appointmentId ?? inquiry.id;
  const outcome = await insertMessage(
    ctx.db,
    said.text === "" ? null : { id, aboutId, ...said, createdAt: ctx.now() },
    {
      audit: auditEntry(ctx, { entity: "inquiry", entityId: inquiry.id, action: "message" }),
      pictures: {
        tokenHashes: pictures.map(hashToken),
        aboutId,
        customerId: inquiry.customerId,
        nowMs: ctx.now(),
      },
      // Named after the message, because several may be written in one state of the inquiry.
      outbox: inquiryNotices(ctx, {
        inquiryId: inquiry.id,
        version: inquiry.version,
        template: "message",
        to: [said.author === "studio" ? "customer" : "artist"],
        word: said.text,
      }).map((row) => ({ ...row, id: `${row.id}:${id}` })),
    },
  );
  if (outcome === "too_many")
    throw new AppError("conflict", "This conversation is full. Please write to the studio by mail.", {
      errors: { text: ["full"] },
    });
}
