import { HOUR, MINUTE } from "#lib/core/clock.ts";
import type { PlentyOrder, StockRow } from "./plenty-rows.ts";

const GOODS: [name: string, gross: number][] = [
  ["Print “Moth”, A3, signed", 45],
  ["Print “Rosemary”, A4", 28],
  ["Aftercare balm, 30 ml", 14.9],
  ["Aftercare film, ten sheets", 12.5],
  ["T-shirt “Parlour”, black", 32],
  ["Gift voucher, 100 €", 100],
  ["Flash sheet, risograph", 18],
  ["Tote bag", 16],
  ["Enamel pin “Swallow”", 9.5],
  ["Original drawing, framed", 240],
];

const BUYERS: [first: string, last: string, company?: string][] = [
  ["Lena", "Hofer"],
  ["Jonas", "Brandl"],
  ["Greta", "Lindner"],
  ["Amir", "Haddad"],
  ["Sofia", "Novak"],
  ["Paul", "Steiner"],
  ["Ida", "Wagner"],
  ["", "", "Galerie Nord GmbH"],
  ["Mireille", "Rochat"],
  ["Oskar", "Bauer"],
];

const STATUSES: [id: number | string, name: string][] = [
  [7, "[7] Outgoing items booked"],
  [7, "[7] Outgoing items booked"],
  [5, "[5] Cleared for shipping"],
  ["5.7", "[5.7] Being picked"],
  [3, "[3] Waiting for payment"],
  [8, "[8] Cancelled"],
];

const FRANCS = 0.95;
const VAT = 20;

/** Orders of the last seven weeks: three of the last hours, two a day before, a return and a purchase in francs among them. */
export function seedOrders(now: number): PlentyOrder[] {
  const recent = [20 * MINUTE, 95 * MINUTE, 4 * HOUR];
  const earlier = Array.from({ length: 96 }, (_, at) => 9 * HOUR + at * 12.3 * HOUR);
  const ages = [...recent, ...earlier].reverse();
  return ages.map((age, at) => {
    const isNew = age <= 4 * HOUR;
    const status = isNew ? STATUSES[at % 2 === 0 ? 4 : 2] : STATUSES[at % STATUSES.length];
    return makeOrder(1001 + at, now - age, at, status);
  });
}

function makeOrder(
  id: number,
  createdMs: number,
  at: number,
  [statusId, statusName] = STATUSES[0] ?? [7, ""],
): PlentyOrder {
  const [first = "", last = "", company = ""] = BUYERS[(at * 7) % BUYERS.length] ?? [];
  const isSwiss = last === "Rochat";
  const lines = Array.from({ length: 1 + (at % 3) }, (_, line) => {
    const index = (at * 3 + line * 4) % GOODS.length;
    const [name, gross] = GOODS[index] ?? ["", 0];
    return { name, gross, quantity: 1 + ((at + line) % 2), typeId: 1, variation: 1101 + index };
  });
  const shipping = { name: "Shipping Costs", gross: 4.9, quantity: 1, typeId: 6, variation: 0 };
  const items = [...lines, shipping].map((line, position) => ({
    id: id * 10 + position,
    orderId: id,
    typeId: line.typeId,
    itemVariationId: line.variation,
    quantity: line.quantity,
    orderItemName: line.name,
    vatRate: VAT,
    amounts: inCurrencies(
      isSwiss,
      line.gross,
      ({ currency, exchangeRate, isSystemCurrency, gross, net }) => ({
        isSystemCurrency,
        currency,
        exchangeRate,
        priceGross: gross,
        priceNet: net,
      }),
    ),
  }));
  const total = [...lines, shipping].reduce((sum, line) => sum + line.gross * line.quantity, 0);
  const createdAt = local(createdMs);
  return {
    id,
    // One in twenty is a return, which is an order there too.
    typeId: at % 20 === 11 ? 3 : 1,
    plentyId: 1000,
    statusId,
    statusName,
    ownerId: at % 5 === 0 ? null : 3,
    referrerId: 1,
    lockStatus: "unlocked",
    createdAt,
    updatedAt: createdAt,
    amounts: inCurrencies(isSwiss, total, ({ currency, exchangeRate, isSystemCurrency, gross, net }) => ({
      isSystemCurrency,
      isNet: false,
      currency,
      exchangeRate,
      netTotal: net,
      grossTotal: gross,
      vatTotal: cents(gross - net),
      invoiceTotal: gross,
      paidAmount: Number(statusId) >= 5 ? gross : 0,
    })),
    properties: [
      { orderId: id, typeId: 6, value: "de" },
      ...(at % 4 === 0 ? [{ orderId: id, typeId: 7, value: `SHOP-${4000 + at}` }] : []),
    ],
    addressRelations: [
      { orderId: id, typeId: 2, addressId: 500 + at },
      { orderId: id, typeId: 1, addressId: 700 + at },
    ],
    relations: [
      { orderId: id, referenceType: "warehouse", referenceId: 1, relation: "sender" },
      { orderId: id, referenceType: "contact", referenceId: 100 + at, relation: "receiver" },
    ],
    orderItems: items,
    addresses: [
      {
        id: 500 + at,
        name1: "",
        name2: "Parcel",
        name3: "Locker",
        postalCode: "1070",
        town: "Wien",
        countryId: 2,
      },
      {
        id: 700 + at,
        name1: company,
        name2: first,
        name3: last,
        postalCode: "1060",
        town: "Wien",
        countryId: isSwiss ? 4 : 2,
      },
    ],
  };
}

interface Money {
  currency: string;
  exchangeRate: number;
  isSystemCurrency: boolean;
  gross: number;
  net: number;
}

/** An amount in the shop's currency, and in the customer's where that is another one. */
function inCurrencies<Row>(isSwiss: boolean, gross: number, toRow: (money: Money) => Row): Row[] {
  const netOf = (amount: number) => cents((amount * 100) / (100 + VAT));
  const euros = {
    currency: "EUR",
    exchangeRate: 1,
    isSystemCurrency: true,
    gross: cents(gross),
    net: netOf(gross),
  };
  const swiss = cents(gross * FRANCS);
  const francs = {
    currency: "CHF",
    exchangeRate: FRANCS,
    isSystemCurrency: false,
    gross: swiss,
    net: netOf(swiss),
  };
  return (isSwiss ? [euros, francs] : [euros]).map(toRow);
}

const cents = (amount: number) => Math.round(amount * 100) / 100;

/** With the offset of Central European time in winter, as the shop's server writes it. */
function local(ms: number): string {
  return `${new Date(ms + HOUR).toISOString().slice(0, 19)}+01:00`;
}

export function seedStock(): StockRow[] {
  return GOODS.flatMap((_, at) =>
    [1, 2].map((warehouseId) => {
      const stockPhysical = (at * 13 + warehouseId * 5) % 41;
      const reservedStock = Math.min(stockPhysical, at % 4);
      return {
        itemId: 201 + at,
        variationId: 1101 + at,
        warehouseId,
        stockPhysical,
        reservedStock,
        stockNet: stockPhysical - reservedStock,
        updatedAt: "2026-01-05T10:00:00+01:00",
      };
    }),
  );
}
