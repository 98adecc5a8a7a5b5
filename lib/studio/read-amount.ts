import { currencyDigits } from "#lib/core/currency-digits.ts";

/** A million in most currencies; a bound, not a wish. */
export const LARGEST_AMOUNT = 100_000_000;

/** What somebody typed, `50`, `50,5` or `50.50`, in the currency's smallest unit; null where that is no amount. */
export function readAmount(text: string, currency: string): number | null {
  const digits = currencyDigits(currency);
  const [, whole = "", , fraction = ""] = /^\s*(\d{1,9})([.,](\d{1,3}))?\s*$/.exec(text) ?? [];
  if (whole === "" || fraction.length > digits) return null;
  const amount = Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, "0") || "0");
  return amount > 0 && amount <= LARGEST_AMOUNT ? amount : null;
}
