import { currencyDigits } from "#lib/core/currency-digits.ts";

/**
 * Where a deposit is paid: the studio's address with `{reference}`, `{amount}` (in whole units, "80.00") and
 * `{currency}` filled in. Null where the studio named none, or what it named is no web address.
 */
export function paymentLink(
  template: string,
  deposit: { reference: string; amount: number; currency: string },
): string | null {
  const filled = template
    .replaceAll("{reference}", encodeURIComponent(deposit.reference))
    .replaceAll("{amount}", encodeURIComponent(decimalAmount(deposit.amount, deposit.currency)))
    .replaceAll("{currency}", encodeURIComponent(deposit.currency));
  const url = URL.canParse(filled) ? new URL(filled) : null;
  return url?.protocol === "https:" ? url.href : null;
}

/** "80.00" for 8000 cents; yen have no cents. */
export function decimalAmount(amount: number, currency: string): string {
  const digits = currencyDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
