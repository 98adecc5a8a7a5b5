import { type SQL, sql } from "drizzle-orm";
import { appointments } from "../schema/appointments.ts";

/**
 * Appointments in whose client fields a text stands, whatever the case. Compared as text, never as a pattern:
 * `%` and `_` mean themselves.
 */
export function mentions(text: string): SQL {
  const fields = [
    appointments.clientName,
    appointments.clientEmail,
    appointments.clientPhone,
    appointments.description,
  ];
  const joined = sql.join(fields, sql` || char(10) || `);
  return sql`instr(casefold(${joined}), casefold(${text})) > 0`;
}
