/** What is looked for, as the database compares it; null for nothing. */
export function folded(q: string | undefined): string | null {
  return q?.trim().normalize("NFC").toLowerCase() || null;
}
