import { countInquiries, type InquiryStatus, listInquiries as readInquiries } from "#db/queries/inquiries.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio, visibleArtistId } from "#lib/auth/permissions.ts";
import { type InquiryView, toInquiryView } from "./inquiry-view.ts";

/** The inquiries somebody may see: those that wait the oldest first, the others the newest first. */
export async function listInquiries(
  ctx: Ctx,
  filter: { statuses: InquiryStatus[]; artistId?: string; limit?: number; offset?: number },
): Promise<{ inquiries: InquiryView[]; total: number }> {
  requireStudio(ctx.actor);
  const artistId = visibleArtistId(ctx.actor) ?? filter.artistId;
  const { statuses, limit = 50, offset = 0 } = filter;
  const order = statuses.includes("OPEN") ? "oldest" : "newest";
  const [rows, total] = await Promise.all([
    readInquiries(ctx.db, { artistId, statuses, order, limit, offset }),
    countInquiries(ctx.db, { artistId, statuses }),
  ]);
  return { inquiries: rows.map(toInquiryView), total };
}
