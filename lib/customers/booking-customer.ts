import type { BookingCustomer } from "#db/queries/customer-matching.ts";
import type { CustomerFields } from "#db/queries/customers.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { newId } from "#lib/core/ids.ts";
import { plainName } from "./plain-name.ts";

/** Who books, since when (epoch milliseconds), for the transaction that stores the appointment to find or enter. */
export function bookingCustomer(
  ctx: Pick<Ctx, "actor" | "now">,
  said: CustomerFields,
  since = ctx.now(),
): BookingCustomer {
  return {
    // Every customer has a name, whatever a booking said.
    name: plainName(said.name) || said.email || "?",
    email: said.email,
    phone: said.phone,
    newId: newId(),
    since,
    auditOf: (entityId, action) =>
      auditEntry(ctx, {
        entity: "customer",
        entityId,
        action,
        detail: { by: "booking", ...(action === "changed" ? { fields: ["phone"] } : {}) },
      }),
  };
}
