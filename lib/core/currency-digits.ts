/** How many digits the currency's smallest unit takes (ISO 4217). */
export function currencyDigits(currency: string): number {
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    // No ISO 4217 code: cents are the best guess.
    return 2;
  }
}
