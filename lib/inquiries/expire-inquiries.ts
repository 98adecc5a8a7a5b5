import { changeInquiry, listOverdueInquiries } from "#db/queries/inquiries.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { inquiryNotices } from "#lib/sync/outbox-rows.ts";

/** Closes inquiries nobody answered in time. Customer and artist are told. @returns how many. */
export async function expireInquiries(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  let expired = 0;
  for (const inquiry of await listOverdueInquiries(ctx.db, ctx.now(), 200)) {
    const { id, version } = inquiry;
    const outcome = await changeInquiry(ctx.db, {
      id,
      expectedVersion: version,
      set: { status: "EXPIRED" },
      audit: auditEntry(ctx, { entity: "inquiry", entityId: id, action: "expired" }),
      outbox: inquiryNotices(ctx, {
        inquiryId: id,
        version: version + 1,
        template: "expired",
        to: ["customer", "artist"],
      }),
    });
    if (outcome === "changed") expired += 1;
  }
  return expired;
}
