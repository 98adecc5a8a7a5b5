import { findMerge, undoMergeRows } from "#db/queries/undo-merge.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireFrontDesk } from "./customer-access.ts";
import type { CustomerView } from "./customer-view.ts";
import { folderRow } from "./folder-row.ts";
import { showCustomer } from "./show-customer.ts";
import { UNDO_MERGE_MS } from "./undo-window.ts";

/**
 * Makes one customer two again, within 30 days. What was changed since stays as it is.
 * @returns the one who stayed and the one who is back.
 * @throws AppError `not_allowed` for artists, `not_found`, `conflict` when it cannot be undone (any more)
 */
export async function undoMerge(ctx: Ctx, mergeId: string): Promise<{ customers: CustomerView[] }> {
  requireFrontDesk(ctx.actor);
  const merge = await findMerge(ctx.db, mergeId);
  if (!merge) throw new AppError("not_found", "There is no merge with this id (any more).");
  if (!merge.record) throw alreadyUndone();
  if (merge.createdAt + UNDO_MERGE_MS < ctx.now())
    throw new AppError("conflict", "A merge can be undone for 30 days.");
  const ids = [merge.record.kept.id, merge.record.other.id];
  const outcome = await undoMergeRows(ctx.db, {
    id: mergeId,
    nowMs: ctx.now(),
    ifRenamed: (customerId, oldName) => folderRow(ctx, customerId, oldName),
    audit: ids.map((entityId) =>
      auditEntry(ctx, { entity: "customer", entityId, action: "merge_undone", detail: { mergeId } }),
    ),
  });
  if (outcome === "undone_already") throw alreadyUndone();
  if (outcome === "later")
    throw new AppError("conflict", "Please undo the later merge of this customer first.");
  return { customers: await Promise.all(ids.map((id) => showCustomer(ctx, id))) };
}

function alreadyUndone(): AppError {
  return new AppError("conflict", "This merge was undone already.");
}
