import { blockCustomer } from "#lib/customers/block-customer.ts";
import { unblockCustomer } from "#lib/customers/unblock-customer.ts";
import { customerJson } from "#lib/http/customer-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(endpoints.blockCustomer, async ({ ctx, params, body }) => ({
  customer: customerJson(await blockCustomer(ctx, params.id ?? "", body)),
}));

export const DELETE = route(endpoints.unblockCustomer, async ({ ctx, params }) => ({
  customer: customerJson(await unblockCustomer(ctx, params.id ?? "")),
}));
