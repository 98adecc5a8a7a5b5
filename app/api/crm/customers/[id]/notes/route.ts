import { addNote } from "#lib/customers/add-note.ts";
import { noteJson } from "#lib/http/customer-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.addCustomerNote, async ({ ctx, params, body }) => ({
  note: noteJson(await addNote(ctx, { customerId: params.id ?? "", text: body.text })),
}));
