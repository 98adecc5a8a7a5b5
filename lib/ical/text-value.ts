/** A TEXT value without its escapes (RFC 5545 §3.3.11). */
export function unescapeText(value: string): string {
  if (!value.includes("\\")) return value;
  return value.replace(/\\(.)/gs, (_, char: string) => (char === "n" || char === "N" ? "\n" : char));
}
