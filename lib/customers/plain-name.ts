/**
 * A name without what only turns the text around it: marks that override the direction of writing (names in Hebrew
 * or Arabic need none), and halves of characters. Composed, so that equal names are equal.
 */
export function plainName(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "")
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .trim();
}
