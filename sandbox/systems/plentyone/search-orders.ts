import { checkNames, pageOf } from "./plenty-page.ts";
import { unprocessable } from "./plenty-refusal.ts";
import type { PlentyOrder } from "./plenty-rows.ts";

const OPERATORS = ["eq", "in", "lt", "lte", "gt", "gte", "between"];
const NAMES = [
  "orderTypeId",
  "statusId",
  "createdAt",
  "sortBy",
  "sortOrder",
  "lazyLoaded",
  "with[]",
  "page",
  "itemsPerPage",
];

/** `GET /rest/orders/search` with "simple filters", as far as they are needed. */
export function searchOrders(orders: PlentyOrder[], query: URLSearchParams) {
  checkNames(query, NAMES);
  const type = filterOf("orderTypeId", query.get("orderTypeId"), Number);
  const status = filterOf("statusId", query.get("statusId"), Number);
  const created = filterOf("createdAt", query.get("createdAt"), dateOf);
  const found = orders.filter(
    (order) => type(order.typeId) && status(Number(order.statusId)) && created(Date.parse(order.createdAt)),
  );
  const page = pageOf(sorted(found, query), query);
  // "If true, no default relations are loaded. Default = true."
  const isWhole = ["0", "false"].includes(query.get("lazyLoaded") ?? "true");
  return { ...page, entries: page.entries.map((order) => orderWith(order, query, isWhole)) };
}

/** An order with the relations that were asked for; addresses never come by themselves. */
export function orderWith(order: PlentyOrder, query: URLSearchParams, isWhole: boolean): object {
  const { amounts, properties, addressRelations, relations, orderItems, addresses, ...own } = order;
  return {
    ...own,
    ...(isWhole ? { amounts, properties, addressRelations, relations, orderItems } : {}),
    ...(query.getAll("with[]").includes("addresses") ? { addresses } : {}),
  };
}

function sorted(orders: PlentyOrder[], query: URLSearchParams): PlentyOrder[] {
  if (!["orderId", "statusId"].includes(query.get("sortBy") ?? "orderId"))
    throw unprocessable("sortBy", "The selected sortBy is invalid.");
  const sign = query.get("sortOrder") === "desc" ? -1 : 1;
  const key = (order: PlentyOrder) =>
    query.get("sortBy") === "statusId" ? Number(order.statusId) : order.id;
  return [...orders].sort((one, other) => sign * (key(one) - key(other)));
}

/** `between:3,5`, `gte:3`, `in:3,4`, or a value alone. */
function filterOf(field: string, text: string | null, read: (text: string) => number) {
  if (text === null) return () => true;
  const [, named, rest] = /^([a-z]+):(.*)$/.exec(text) ?? [];
  const operator = named ?? "eq";
  const values = (rest ?? text).split(",").map(read);
  if (
    !OPERATORS.includes(operator) ||
    values.some(Number.isNaN) ||
    (operator === "between" && values.length !== 2)
  )
    throw unprocessable(field, `The filter ${field} is invalid.`);
  const [first = 0, second = 0] = values;
  return (value: number): boolean => {
    if (operator === "between") return value >= first && value <= second;
    if (operator === "in") return values.includes(value);
    if (operator === "lt") return value < first;
    if (operator === "lte") return value <= first;
    if (operator === "gt") return value > first;
    return operator === "gte" ? value >= first : value === first;
  };
}

/** W3C without fractions; a plus sign that came as a space is none. */
function dateOf(text: string): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
}
