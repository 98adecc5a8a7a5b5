/** "€50.00", "50,00 €": an amount in the major unit of its currency; with a code that is none, the two beside each other. */
export function priceWords(total: number, currency: string, locale: string): string {
  const tag = locale === "de" ? "de-AT" : "en-GB";
  try {
    return new Intl.NumberFormat(tag, { style: "currency", currency }).format(total);
  } catch {
    return `${new Intl.NumberFormat(tag, { minimumFractionDigits: 2 }).format(total)} ${currency}`.trim();
  }
}
