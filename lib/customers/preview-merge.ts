import { summariseAppointments } from "#db/queries/customer-appointments.ts";
import { countBelongings } from "#db/queries/customer-merges.ts";
import { tagsOf } from "#db/queries/customer-tags.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { MergeTake } from "./input.ts";
import type { MergePreview } from "./merge-view.ts";
import { mergedFields, mergedTags } from "./merged-fields.ts";
import { requireMergeable } from "./require-mergeable.ts";
import { folderInAccount, toRowView } from "./to-customer-view.ts";

/**
 * What making `withId` part of `id` would do. Changes nothing.
 * @throws AppError `not_allowed` for artists, `not_found`, `invalid_input` for a customer with themselves
 */
export async function previewMerge(
  ctx: Ctx,
  id: string,
  withId: string,
  take: MergeTake = {},
): Promise<MergePreview> {
  const { kept, other } = await requireMergeable(ctx, id, withId);
  const ids = [kept.id, other.id];
  const tags = tagsOf(ctx.db, ids);
  const summaries = await summariseAppointments(ctx.db, { ids, nowMs: ctx.now() });
  const keptTags = tags.get(kept.id) ?? [];
  const merged = mergedTags(keptTags, tags.get(other.id) ?? []);
  const view = (row: typeof kept) =>
    toRowView(ctx.env, row, { tags: tags.get(row.id), summary: summaries.get(row.id) });
  return {
    kept: view(kept),
    other: view(other),
    result: {
      ...mergedFields(kept, other, take),
      tags: merged,
      nextcloudFolder: folderInAccount(ctx.env, kept.nextcloudFolder ?? other.nextcloudFolder),
    },
    moves: {
      ...(await countBelongings(ctx.db, other.id)),
      tags: merged.length - keptTags.length,
    },
    otherFolder: kept.nextcloudFolder === null ? null : folderInAccount(ctx.env, other.nextcloudFolder),
  };
}
