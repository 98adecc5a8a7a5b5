import { currencyDigits } from "#lib/core/currency-digits.ts";
import { addDays, dayOf } from "#lib/core/time-zone.ts";
import type { OrderStats } from "./dto.ts";
import { ownAmount } from "./map.ts";
import type { RawOrderAmounts } from "./schema.ts";

/** Every shop's own numbers from 8 to below 9 say that an order was cancelled. */
const isCancelled = ({ statusId }: RawOrderAmounts) => statusId >= 8 && statusId < 9;

/** Takes orders page by page and adds them up; pure but for what it has taken. */
export function startSums({ fromMs, toMs, timeZone }: { fromMs: number; toMs: number; timeZone: string }) {
  const days = emptyDays(dayOf(fromMs, timeZone), dayOf(toMs - 1, timeZone));
  const revenue = new Map<string, number>();
  let orders = 0;
  let currency: string | null = null;

  function addOne(order: RawOrderAmounts) {
    const at = Date.parse(order.createdAt);
    if (isCancelled(order) || at < fromMs || at >= toMs) return;
    orders += 1;
    const day = days.get(dayOf(at, timeZone));
    if (day) day.orders += 1;
    const own = ownAmount(order);
    if (!own) return;
    const shops = order.amounts.find(({ isSystemCurrency }) => isSystemCurrency) ?? own;
    currency ??= shops.currency;
    revenue.set(own.currency, (revenue.get(own.currency) ?? 0) + own.grossTotal);
    if (day) day.total += shops.grossTotal;
  }

  return {
    add(page: RawOrderAmounts[]) {
      for (const order of page) addOne(order);
    },
    result(): OrderStats {
      const byCurrency = [...revenue].map(([code, total]) => ({
        currency: code,
        total: rounded(total, code),
      }));
      return {
        from: new Date(fromMs).toISOString(),
        to: new Date(toMs).toISOString(),
        orders,
        revenue: byCurrency.sort((one, other) => other.total - one.total),
        currency,
        byDay: [...days].map(([day, sums]) => ({ day, ...sums, total: rounded(sums.total, currency ?? "") })),
      };
    },
  };
}

function emptyDays(first: string, last: string): Map<string, { orders: number; total: number }> {
  const days = new Map<string, { orders: number; total: number }>();
  for (let day = first; day <= last; day = addDays(day, 1)) days.set(day, { orders: 0, total: 0 });
  return days;
}

/** Sums of binary fractions drift: 0.1 + 0.2. */
function rounded(total: number, currency: string): number {
  const units = 10 ** currencyDigits(currency);
  return Math.round(total * units) / units;
}
