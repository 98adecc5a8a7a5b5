import { mergeCustomers } from "#lib/customers/merge-customers.ts";
import { previewMerge } from "#lib/customers/preview-merge.ts";
import { customerJson, mergePreviewJson } from "#lib/http/customer-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.previewMerge, async ({ ctx, params, query }) => ({
  preview: mergePreviewJson(await previewMerge(ctx, params.id ?? "", query.with)),
}));

export const POST = route(endpoints.mergeCustomers, async ({ ctx, params, body }) => {
  const { customer, mergeId } = await mergeCustomers(ctx, params.id ?? "", body);
  return { customer: customerJson(customer), merge_id: mergeId };
});
