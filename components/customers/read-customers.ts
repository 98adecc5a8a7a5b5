import { fields, list, text } from "#components/console/json-fields.ts";

/** A customer as the API lists them, as much as a choice needs. */
export interface CustomerChoice {
  id: string;
  name: string;
  email: string;
  phone: string;
}

/** The customers in an answer of GET /api/crm/customers; what is malformed is left out. */
export function readCustomers(answer: unknown): CustomerChoice[] {
  return list(fields(answer).customers)
    .map((entry) => {
      const { id, name, email, phone } = fields(entry);
      return { id: text(id), name: text(name), email: text(email), phone: text(phone) };
    })
    .filter(({ id, name }) => id !== "" && name !== "");
}

/** Where customers are searched for; null where there is not enough to search for. */
export function customerSearchPath(q: string, limit = 8): string | null {
  const wanted = q.trim();
  if (wanted.length < 2) return null;
  return `/api/crm/customers?${new URLSearchParams({ q: wanted, limit: String(limit) })}`;
}
