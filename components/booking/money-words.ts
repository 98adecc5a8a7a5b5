import { currencyDigits } from "#lib/core/currency-digits.ts";

/** "€50", "50 €": an amount in the smallest unit of its currency (ISO 4217). Whole amounts go without a fraction. */
export function moneyWords(amount: number, currency: string, locale: string): string {
  const digits = currencyDigits(currency);
  const value = amount / 10 ** digits;
  return (
    new Intl.NumberFormat(locale === "de" ? "de-AT" : "en-GB", {
      style: "currency",
      currency,
      minimumFractionDigits: Number.isInteger(value) ? 0 : digits,
    })
      .format(value)
      // Server and browser disagree on which space.
      .replaceAll(/[\u00a0\u202f]/g, "\u00a0")
  );
}
