import { createCustomer } from "#lib/customers/create-customer.ts";
import { listCustomers } from "#lib/customers/list-customers.ts";
import { customerJson, customerRowJson } from "#lib/http/customer-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listCustomers, async ({ ctx, query }) => {
  const { customers, total, nextCursor } = await listCustomers(ctx, query);
  return { customers: customers.map(customerRowJson), total, next_cursor: nextCursor };
});

export const POST = route(endpoints.createCustomer, async ({ ctx, body }) => {
  const customer = await createCustomer(ctx, body);
  return { customer: customerJson(customer), possible_duplicates: customer.possibleDuplicates };
});
