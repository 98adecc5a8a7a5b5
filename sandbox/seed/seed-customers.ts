import { setCustomerFolder } from "#db/queries/customers.ts";
import { findUserByEmail } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { addNote } from "#lib/customers/add-note.ts";
import { changeCustomer } from "#lib/customers/change-customer.ts";
import { createCustomer } from "#lib/customers/create-customer.ts";
import { linkEarlierAppointments } from "#lib/customers/link-earlier-appointments.ts";
import { listCustomers } from "#lib/customers/list-customers.ts";
import { showCustomer } from "#lib/customers/show-customer.ts";
import { demoCustomers } from "./visitors-data.ts";

/**
 * Gives the demo's customers tags, a note of the front desk's and the folder the sandbox cloud has for them. Safe to
 * run again.
 */
export async function seedCustomers(worker: Ctx): Promise<void> {
  await linkEarlierAppointments(worker);
  const staff = await findUserByEmail(worker.db, "staff@parlour.test");
  if (!staff) return;
  const ctx: Ctx = { ...worker, actor: { kind: "staff", userId: staff.id, name: staff.name } };
  for (const { name, email, tags, note, folder } of demoCustomers) {
    const { customers } = await listCustomers(ctx, { q: email, limit: 1 });
    const { id } = customers[0] ?? (await createCustomer(ctx, { name, email }));
    await changeCustomer(ctx, id, { tags });
    if ((await showCustomer(ctx, id)).notes.length === 0) await addNote(ctx, { customerId: id, text: note });
    if (folder) await setCustomerFolder(ctx.db, id, { folder, folderId: null });
  }
}
