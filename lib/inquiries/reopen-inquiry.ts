import { changeInquiry } from "#db/queries/inquiries.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { loadInquiry } from "./load-inquiry.ts";

/** An inquiry that was declined is open again. Times that were held for it are not held again. */
export async function reopenInquiry(ctx: Ctx, id: string): Promise<void> {
  const inquiry = await loadInquiry(ctx, id);
  if (inquiry.status === "OPEN") return;
  if (inquiry.status !== "DECLINED" && inquiry.status !== "EXPIRED")
    throw new AppError("conflict", "Only an inquiry that was declined or ran out can be opened again.");
  const outcome = await changeInquiry(ctx.db, {
    id,
    expectedVersion: inquiry.version,
    set: { status: "OPEN", expiresAt: Math.max(inquiry.expiresAt, ctx.now() + 7 * DAY) },
    audit: auditEntry(ctx, { entity: "inquiry", entityId: id, action: "reopened" }),
    outbox: [],
  });
  if (outcome === "stale")
    throw new AppError("conflict", "Somebody changed this inquiry in the meantime. Please look at it again.");
}
