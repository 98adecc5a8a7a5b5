import { changeNote } from "#lib/customers/change-note.ts";
import { removeNote } from "#lib/customers/remove-note.ts";
import { noteJson } from "#lib/http/customer-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(endpoints.changeCustomerNote, async ({ ctx, params, body }) => ({
  note: noteJson(
    await changeNote(ctx, {
      customerId: params.id ?? "",
      noteId: params.noteId ?? "",
      text: body.text,
      seenAt: body.updated_at,
    }),
  ),
}));

export const DELETE = route(endpoints.removeCustomerNote, async ({ ctx, params }) => ({
  note: noteJson(await removeNote(ctx, { customerId: params.id ?? "", noteId: params.noteId ?? "" })),
}));
