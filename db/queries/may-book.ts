import { and, count, eq, inArray } from "drizzle-orm";
import { emailKey, phoneKey, samePhone } from "#lib/core/contact-keys.ts";
import type { Db } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { formerlyReachedBy } from "./customer-contacts.ts";
import { type CustomerRow, sharingContact } from "./customers.ts";

export type BookingRecord = Pick<CustomerRow, "id" | "blockedAt"> & { noShows: number };

/** Everybody who is, or was before a merge, reached by the address or number, with how often they did not come. */
export async function bookingRecords(
  db: Db,
  said: { email: string; phone: string },
): Promise<BookingRecord[]> {
  const keys = { emailKey: emailKey(said.email), phoneKey: phoneKey(said.phone) };
  const known = [
    ...sharingContact(db, keys).filter(
      (row) => (keys.emailKey !== "" && row.emailKey === keys.emailKey) || samePhone(row.phone, said.phone),
    ),
    ...formerlyReachedBy(db, "email", said.email),
    ...formerlyReachedBy(db, "phone", said.phone),
  ];
  const noShows = countNoShows(
    db,
    known.map(({ id }) => id),
  );
  return known.map(({ id, blockedAt }) => ({ id, blockedAt, noShows: noShows.get(id) ?? 0 }));
}

/** How often each customer did not come; those who always did are not in it. Of one artist's where one is given. */
export function countNoShows(db: Db, customerIds: string[], artistId?: string): Map<string, number> {
  if (customerIds.length === 0) return new Map();
  const rows = db
    .select({ customerId: appointments.customerId, count: count() })
    .from(appointments)
    .where(
      and(
        inArray(appointments.customerId, customerIds),
        eq(appointments.status, "NO_SHOW"),
        artistId === undefined ? undefined : eq(appointments.artistId, artistId),
      ),
    )
    .groupBy(appointments.customerId)
    .all();
  return new Map(rows.flatMap((row) => (row.customerId === null ? [] : [[row.customerId, row.count]])));
}
