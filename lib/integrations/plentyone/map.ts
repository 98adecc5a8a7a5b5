import type { Order, OrderItem, Stock } from "./dto.ts";
import type { RawOrder, RawOrderAmounts, RawOrderItem, RawStock } from "./schema.ts";

/** Order item types that are goods: a variation, a bundle, what has no variation, a set. Parts of the latter are none. */
const GOODS = new Set([1, 2, 9, 13]);
/** Order property types, and address relation types. */
const EXTERNAL_ID = 7;
const BILLING = 1;

export function toOrder(raw: RawOrder): Order {
  const { currency, grossTotal } = ownAmount(raw) ?? { currency: "", grossTotal: 0 };
  const items = (raw.orderItems ?? [])
    .filter(({ typeId }) => GOODS.has(typeId))
    .map((item) => toItem(item, currency));
  return {
    id: raw.id,
    externalId: raw.properties?.find(({ typeId }) => typeId === EXTERNAL_ID)?.value || null,
    status: { id: raw.statusId, name: raw.statusName || null },
    createdAt: raw.createdAt,
    updatedAt: raw.updatedAt ?? raw.createdAt,
    buyer: buyerOf(raw),
    currency,
    total: grossTotal,
    itemCount: items.reduce((sum, { quantity }) => sum + quantity, 0),
    items,
  };
}

/**
 * In the currency the customer paid in. Every order has its amount in the shop's currency, and where another one was
 * paid in, that one beside it.
 */
export function ownAmount({ amounts }: RawOrderAmounts): RawOrderAmounts["amounts"][number] | undefined {
  return amounts.find(({ isSystemCurrency }) => !isSystemCurrency) ?? amounts[0];
}

function toItem(raw: RawOrderItem, currency: string): OrderItem {
  const amount = raw.amounts.find((one) => one.currency === currency) ?? raw.amounts[0];
  return { name: raw.orderItemName ?? "", quantity: raw.quantity, price: amount?.priceGross ?? 0 };
}

/** Who is on the bill, else who it is delivered to: a person's name, else the company's. */
function buyerOf({ addressRelations, addresses }: RawOrder): string | null {
  const relations = addressRelations ?? [];
  const relation = relations.find(({ typeId }) => typeId === BILLING) ?? relations[0];
  const address = addresses?.find(({ id }) => id === relation?.addressId) ?? addresses?.[0];
  const person = [address?.name2, address?.name3].map((part) => part?.trim()).filter(Boolean);
  return person.join(" ") || address?.name1?.trim() || null;
}

export function toStock(raw: RawStock): Stock {
  return {
    variationId: raw.variationId,
    itemId: raw.itemId,
    warehouseId: raw.warehouseId,
    physical: raw.stockPhysical,
    reserved: raw.reservedStock,
    net: raw.stockNet,
  };
}
