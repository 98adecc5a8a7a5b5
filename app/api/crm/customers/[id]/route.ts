import { changeCustomer } from "#lib/customers/change-customer.ts";
import { deleteCustomer } from "#lib/customers/delete-customer.ts";
import { showCustomer } from "#lib/customers/show-customer.ts";
import { customerJson } from "#lib/http/customer-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.showCustomer, async ({ ctx, params }) => ({
  customer: customerJson(await showCustomer(ctx, params.id ?? "")),
}));

export const PATCH = route(endpoints.changeCustomer, async ({ ctx, params, body }) => ({
  customer: customerJson(await changeCustomer(ctx, params.id ?? "", body)),
}));

export const DELETE = route(endpoints.deleteCustomer, async ({ ctx, params, query }) => ({
  deleted: true,
  ...(await deleteCustomer(ctx, params.id ?? "", {
    files: query.files,
    cancelUpcoming: query.cancel_upcoming,
  })),
}));
