import { and, asc, eq, isNull, ne, or } from "drizzle-orm";
import { emailKey, phoneKey, samePhone } from "#lib/core/contact-keys.ts";
import { foldText } from "#lib/core/fold-text.ts";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { formerlyReachedBy } from "./customer-contacts.ts";
import { tagsOf } from "./customer-tags.ts";
import {
  type CustomerFields,
  type CustomerRow,
  saveFields,
  sharingContact,
  storeCustomer,
} from "./customers.ts";
import { FORGOTTEN } from "./retention.ts";

/** Who books, as they say themselves, and the row they become where nobody is known by it. */
export interface BookingCustomer extends CustomerFields {
  newId: string;
  /** Epoch milliseconds. */
  since: number;
  /** Written when a customer is entered or an empty number filled; which one is known only here. */
  auditOf(customerId: string, action: "created" | "changed"): AuditEntry;
}

/**
 * Inside the caller's transaction: the customer who books, by address first, else by number, else a new one. What is
 * known of a customer stays as it is; only a missing number is filled in. @returns the id.
 */
export function matchCustomer(db: Db, booking: BookingCustomer): string {
  const known = knownCustomer(db, booking);
  if (!known) {
    const audit = booking.auditOf(booking.newId, "created");
    const { name, email, phone, newId: id } = booking;
    storeCustomer(db, {
      id,
      name,
      email,
      phone,
      source: "booking",
      createdBy: null,
      createdAt: booking.since,
    });
    writeAudit(db, audit);
    return id;
  }
  if (known.phone === "" && booking.phone !== "") {
    const audit = booking.auditOf(known.id, "changed");
    const tags = tagsOf(db, [known.id]).get(known.id) ?? [];
    saveFields(db, known, { name: known.name, email: known.email, phone: booking.phone }, tags, audit.at);
    writeAudit(db, audit);
  }
  return known.id;
}

/** By address, then by number, each as it is now before what it was; of several the one of that name, else the oldest. */
function knownCustomer(db: Db, booking: CustomerFields): CustomerRow | undefined {
  const ways = [
    () => sharingContact(db, { emailKey: emailKey(booking.email), phoneKey: "" }),
    () => formerlyReachedBy(db, "email", booking.email),
    () =>
      sharingContact(db, { emailKey: "", phoneKey: phoneKey(booking.phone) }).filter(({ phone }) =>
        samePhone(phone, booking.phone),
      ),
    () => formerlyReachedBy(db, "phone", booking.phone),
  ];
  for (const way of ways) {
    const found = way();
    if (found.length > 0)
      return found.find(({ name }) => foldText(name) === foldText(booking.name)) ?? found[0];
  }
  return undefined;
}

/**
 * Gives appointments without a customer theirs, the oldest first, at most `limit` at once; never those whose customer
 * was forgotten. @returns how many.
 */
export async function linkAppointments(
  db: Db,
  input: { limit: number; customerOf: (said: CustomerFields, since: number) => BookingCustomer },
): Promise<number> {
  return transaction(db, () => {
    const rows = db
      .select()
      .from(appointments)
      .where(
        and(
          isNull(appointments.customerId),
          or(ne(appointments.clientName, FORGOTTEN), ne(appointments.clientEmail, "")),
        ),
      )
      .orderBy(asc(appointments.createdAt), asc(appointments.id))
      .limit(input.limit)
      .all();
    for (const { id, clientName, clientEmail, clientPhone, createdAt } of rows) {
      const said = { name: clientName, email: clientEmail, phone: clientPhone };
      const customerId = matchCustomer(db, input.customerOf(said, createdAt));
      db.update(appointments).set({ customerId }).where(eq(appointments.id, id)).run();
    }
    return rows.length;
  });
}
