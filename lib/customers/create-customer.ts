import { insertCustomer } from "#db/queries/customers.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { newId } from "#lib/core/ids.ts";
import type { CustomerView } from "./customer-view.ts";
import type { NewCustomerInput } from "./input.ts";
import { newNoteRow } from "./new-note-row.ts";
import { showCustomer } from "./show-customer.ts";

/** Enters a customer by hand. Who has the same address or number already is told in `possibleDuplicates`. */
export async function createCustomer(ctx: Ctx, input: NewCustomerInput): Promise<CustomerView> {
  requireStudio(ctx.actor);
  const id = newId();
  const { name, email = "", phone = "", tags = [], note } = input;
  await insertCustomer(ctx.db, {
    customer: {
      id,
      name,
      email,
      phone,
      source: "hand",
      createdBy: "userId" in ctx.actor ? ctx.actor.userId : null,
      createdAt: ctx.now(),
    },
    tags,
    note: note ? newNoteRow(ctx, id, note) : undefined,
    audit: auditEntry(ctx, { entity: "customer", entityId: id, action: "created" }),
  });
  return showCustomer(ctx, id);
}
