import { undoMerge } from "#lib/customers/undo-merge.ts";
import { customerJson } from "#lib/http/customer-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.undoMerge, async ({ ctx, params }) => {
  const { customers } = await undoMerge(ctx, params.id ?? "");
  return { customers: customers.map(customerJson) };
});
