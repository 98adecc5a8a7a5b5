import { z } from "zod";

/** What PlentyONE answers, as far as it is needed. https://github.com/plentymarkets/api-doc */

/** PHP writes a number as text now and then: `"page":"1"`, `"statusId":"5.7"`. */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** Fields come in snake_case or camelCase, by the operation. */
export const rawToken = z
  .object({
    access_token: z.string().min(1).optional(),
    accessToken: z.string().min(1).optional(),
    expires_in: number.optional(),
    expiresIn: number.optional(),
    refresh_token: z.string().nullish(),
    refreshToken: z.string().nullish(),
  })
  .transform((raw, context) => {
    const value = raw.access_token ?? raw.accessToken;
    if (value === undefined) {
      context.addIssue({ code: "custom", path: ["access_token"], message: "missing" });
      return z.NEVER;
    }
    return {
      value,
      /** Seconds; an hour where nothing is said. */
      lifetime: raw.expires_in ?? raw.expiresIn ?? 3600,
      refresh: (raw.refresh_token ?? raw.refreshToken) || null,
    };
  });

/** Whoever is signed in; of an app client `username` is its id. */
export const rawUser = z.object({ id: number });

const amount = z.object({
  isSystemCurrency: z.boolean(),
  currency: z.string(),
  grossTotal: number,
});

const itemAmount = z.object({ currency: z.string(), priceGross: number });

const item = z.object({
  typeId: number,
  orderItemName: z.string().nullish(),
  quantity: number,
  amounts: z.array(itemAmount),
});

const address = z.object({
  id: number,
  name1: z.string().nullish(),
  name2: z.string().nullish(),
  name3: z.string().nullish(),
});

/** What sums need of an order. */
export const rawOrderAmounts = z.object({
  id: number,
  statusId: number,
  createdAt: instant,
  amounts: z.array(amount),
});

export const rawOrder = rawOrderAmounts.extend({
  statusName: z.string().nullish(),
  updatedAt: instant.nullish(),
  orderItems: z.array(item).nullish(),
  properties: z.array(z.object({ typeId: number, value: z.string().nullish() })).nullish(),
  addressRelations: z.array(z.object({ typeId: number, addressId: number })).nullish(),
  addresses: z.array(address).nullish(),
});

export const rawStock = z.object({
  variationId: number,
  itemId: number,
  warehouseId: number,
  stockPhysical: number,
  reservedStock: number,
  stockNet: number,
});

export type RawOrder = z.infer<typeof rawOrder>;
export type RawOrderItem = z.infer<typeof item>;
export type RawOrderAmounts = z.infer<typeof rawOrderAmounts>;
export type RawStock = z.infer<typeof rawStock>;

/** A page of any list. */
export const pageOf = <Raw>(raw: z.ZodType<Raw>) =>
  z.object({
    page: number,
    totalsCount: number,
    isLastPage: z.boolean(),
    itemsPerPage: number.pipe(z.int().min(1)).nullish(),
    entries: z.array(raw),
  });
