import { mergeCustomerRows } from "#db/queries/customer-merges.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { folderRow } from "./folder-row.ts";
import type { MergeTake } from "./input.ts";
import type { MergeResult } from "./merge-view.ts";
import { mergedFields, mergedTags } from "./merged-fields.ts";
import { newNoteRow } from "./new-note-row.ts";
import { requireMergeable } from "./require-mergeable.ts";
import { showCustomer } from "./show-customer.ts";
import { folderInAccount } from "./to-customer-view.ts";

/**
 * Makes `with` part of the customer: appointments, notes, tags and media records move over. The fields stay the kept
 * one's, unless `take` says other; none is emptied that one of them has. The other's folder moves over where the kept one has none;
 * otherwise it stays in Nextcloud, and a note says where. Can be undone for 30 days.
 * @throws AppError `not_allowed` for artists, `not_found`, `invalid_input` for a customer with themselves
 */
export async function mergeCustomers(
  ctx: Ctx,
  id: string,
  input: { with: string; take?: MergeTake },
): Promise<MergeResult> {
  const { kept, other } = await requireMergeable(ctx, id, input.with);
  const mergeId = newId();
  const line = (entityId: string, action: string, detail: Record<string, unknown>) =>
    auditEntry(ctx, { entity: "customer", entityId, action, detail: { mergeId, ...detail } });
  const outcome = await mergeCustomerRows(ctx.db, {
    id: mergeId,
    keptId: kept.id,
    otherId: other.id,
    nowMs: ctx.now(),
    decide: (one, another) => mergedFields(one, another, input.take ?? {}),
    decideTags: mergedTags,
    noteOf: (name, folder) =>
      newNoteRow(ctx, kept.id, `${name}: ${folderInAccount(ctx.env, folder) ?? folder}`),
    ifRenamed: (oldName) => folderRow(ctx, kept.id, oldName),
    auditOf: (left) => [
      line(kept.id, "merged", { with: other.id }),
      line(other.id, "merged_into", { into: kept.id, ...left }),
    ],
  });
  if (outcome === "gone") throw new AppError("not_found", "One of these customers is not there any more.");
  return { customer: await showCustomer(ctx, kept.id), mergeId };
}
