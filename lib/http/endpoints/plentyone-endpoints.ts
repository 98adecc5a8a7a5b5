import { z } from "zod";
import { instant } from "#lib/core/shapes.ts";
import { stepPlace } from "#lib/integrations/step-back.ts";
import { endpoint } from "../endpoint.ts";
import { listQuery, nextCursor, vendorIdText } from "./integration-list.ts";
import { isoOut } from "./iso-out.ts";

/** Orders and stock of the studio's PlentyONE shop, for reading. */

const stockPlace = z.object({ page: z.int().min(1).max(1_000_000), size: z.int().min(1).max(100) });
/** Shops number their statuses themselves, with fractions: 5.7. */
const status = z
  .string()
  .regex(/^\d{1,2}(\.\d{1,2})?$/, "not_a_number")
  .transform(Number)
  .meta({ type: "number", minimum: 0, maximum: 99.99 });

const order = z
  .object({
    id: z.number(),
    externalId: z.string().nullable(),
    /** 3 waits for payment, 7 is shipped, 8 to below 9 is cancelled. */
    status: z.object({ id: z.number(), name: z.string().nullable() }),
    createdAt: isoOut,
    updatedAt: isoOut,
    buyer: z.string().nullable(),
    currency: z.string(),
    /** Gross, major units. */
    total: z.number(),
    itemCount: z.number(),
    items: z.array(z.object({ name: z.string(), quantity: z.number(), price: z.number() })),
  })
  .meta({ title: "ShopOrder" });

const stock = z.object({
  variationId: z.number(),
  itemId: z.number(),
  warehouseId: z.number(),
  physical: z.number(),
  reserved: z.number(),
  net: z.number(),
});

const stats = z.object({
  from: isoOut,
  to: isoOut,
  orders: z.number(),
  /** Gross, major units; one entry a currency that was paid in. */
  revenue: z.array(z.object({ currency: z.string(), total: z.number() })),
  /** The shop's own currency, which `byDay` is in; null without orders. */
  currency: z.string().nullable(),
  byDay: z.array(z.object({ day: z.iso.date(), orders: z.number(), total: z.number() })),
});

/** The `{id}` of an order; its route reads it with this. */
export const orderParams = z.object({ id: vendorIdText });

export const plentyoneEndpoints = {
  listShopOrders: endpoint({
    method: "GET",
    path: "/api/integrations/plentyone/orders",
    summary: "Sales orders of the shop, the newest first; both bounds of date and status are included",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z
      .object({
        createdFrom: instant.optional(),
        createdTo: instant.optional(),
        statusFrom: status.optional(),
        statusTo: status.optional(),
        ...listQuery("plentyone.orders", stepPlace),
      })
      .refine(({ createdFrom = 0, createdTo = createdFrom }) => createdFrom <= createdTo, {
        path: ["createdTo"],
        error: "before_start",
      })
      .refine(({ statusFrom = 0, statusTo = statusFrom }) => statusFrom <= statusTo, {
        path: ["statusTo"],
        error: "too_small",
      }),
    response: z.object({ orders: z.array(order), nextCursor }),
  }),
  showShopOrder: endpoint({
    method: "GET",
    path: "/api/integrations/plentyone/orders/{id}",
    summary: "One order of the shop",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    response: z.object({ order }),
  }),
  listShopStock: endpoint({
    method: "GET",
    path: "/api/integrations/plentyone/stock",
    summary: "How much of each variation lies in each warehouse, in pieces",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object({ variationId: vendorIdText.optional(), ...listQuery("plentyone.stock", stockPlace) }),
    response: z.object({ stock: z.array(stock), nextCursor }),
  }),
  showShopStats: endpoint({
    method: "GET",
    path: "/api/integrations/plentyone/stats",
    summary:
      "Sales orders from one instant to before another, by day in the studio's time zone, without cancelled ones; at most 62 days and 20,000 orders",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object({ from: instant, to: instant }),
    response: z.object({ stats }),
  }),
};
