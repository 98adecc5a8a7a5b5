import { ensureCustomerFolder } from "#lib/customers/ensure-customer-folder.ts";
import { linkCustomerFolder } from "#lib/customers/link-customer-folder.ts";
import { showCustomer } from "#lib/customers/show-customer.ts";
import { customerJson } from "#lib/http/customer-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.makeCustomerFolder, async ({ ctx, params, body }) => {
  const id = params.id ?? "";
  if (body.path === undefined) await ensureCustomerFolder(ctx, id);
  else await linkCustomerFolder(ctx, id, body.path);
  return { customer: customerJson(await showCustomer(ctx, id)) };
});
