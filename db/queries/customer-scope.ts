import { type SQL, sql } from "drizzle-orm";
import { customers } from "../schema/customers.ts";

/** Whose customers an artist sees: those with an appointment of theirs, and those they entered themselves. */
export interface CustomerScope {
  artistId: string;
  userId: string;
}

/** A condition on `customers`: what the scope lets see. */
export function withinScope(scope: CustomerScope | undefined): SQL | undefined {
  if (!scope) return undefined;
  return sql`(${customers.createdBy} = ${scope.userId} OR EXISTS (SELECT 1 FROM appointments
    WHERE appointments.customer_id = ${customers.id} AND appointments.artist_id = ${scope.artistId}))`;
}
