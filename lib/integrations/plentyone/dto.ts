/** What the shop's data looks like outside this folder. Instants are ISO 8601 in UTC with milliseconds. */

export interface OrderItem {
  name: string;
  quantity: number;
  /** Gross, for one, major units of the order's currency. */
  price: number;
}

export interface Order {
  id: number;
  externalId: string | null;
  /** The shop's own numbers, fractions among them (`5.7`); 3 waits for payment, 7 is shipped, 8 to below 9 is cancelled. */
  status: { id: number; name: string | null };
  createdAt: string;
  updatedAt: string;
  buyer: string | null;
  /** ISO 4217, the order's own; "" for one that the shop gives no amounts. */
  currency: string;
  /** Gross, major units of `currency`; 0 for one that the shop gives no amounts. */
  total: number;
  /** Pieces, without shipping costs, vouchers and parts of a bundle; as `items`. */
  itemCount: number;
  items: OrderItem[];
}

/** How much of one variation lies in one warehouse; pieces. */
export interface Stock {
  variationId: number;
  itemId: number;
  warehouseId: number;
  physical: number;
  reserved: number;
  /** What can still be sold. */
  net: number;
}

export interface OrderStats {
  from: string;
  to: string;
  /** Sales orders created between the two, cancelled ones left out. */
  orders: number;
  /** Gross, major units; one entry a currency that was paid in, the largest first. */
  revenue: { currency: string; total: number }[];
  /** The shop's own currency, which `byDay` is in; null without orders. */
  currency: string | null;
  /** Every day from first to last, those without orders too. `day` is YYYY-MM-DD in the zone that was asked for. */
  byDay: { day: string; orders: number; total: number }[];
}
