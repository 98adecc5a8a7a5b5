/** What the list of customers shows, as it stands in the address. */
export interface CustomerFilter {
  /** What is searched for in name, mail, phone and tags; empty for everybody. */
  q: string;
  /** Null for all. */
  tag: string | null;
  /** Where the page begins; null for the first. */
  cursor: string | null;
}

export const CUSTOMERS_A_PAGE = 50;
const LONGEST_TAG = 100;
const LONGEST_CURSOR = 1000;
export const LONGEST_SEARCH = 100;

/** What is malformed counts as absent. */
export function parseCustomerFilter(params: Record<string, string | string[] | undefined>): CustomerFilter {
  const one = (name: string) => {
    const value = params[name];
    return typeof value === "string" ? value.trim() : "";
  };
  const [tag, cursor] = [one("tag"), one("cursor")];
  return {
    q: one("q").slice(0, LONGEST_SEARCH),
    tag: tag !== "" && tag.length <= LONGEST_TAG ? tag : null,
    cursor: cursor !== "" && cursor.length <= LONGEST_CURSOR ? cursor : null,
  };
}

/** The address of a filter; what is usual is left out. `open` is a sheet over the list. */
export function customerFilterHref(filter: Partial<CustomerFilter>, open?: "new"): string {
  const params = new URLSearchParams();
  if (filter.q) params.set("q", filter.q);
  if (filter.tag) params.set("tag", filter.tag);
  if (filter.cursor) params.set("cursor", filter.cursor);
  if (open) params.set(open, "1");
  const query = params.toString();
  return query ? `/customers?${query}` : "/customers";
}

/** The page of one customer. */
export function customerHref(id: string, tab?: "media"): string {
  return `/customers/${encodeURIComponent(id)}${tab ? `?tab=${tab}` : ""}`;
}

/** The address of one customer in our API, with what belongs to them. */
export function customerApi(id: string, inside = ""): string {
  return `/api/crm/customers/${encodeURIComponent(id)}${inside}`;
}
