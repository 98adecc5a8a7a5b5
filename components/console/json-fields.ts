/** Reading answers of our own API in the browser, where a schema library would cost more than the page. */

/** The fields of a JSON object; empty for anything else. */
export function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function count(value: unknown): number {
  return countOrNull(value) ?? 0;
}

export function countOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** One of the words that are known; null for any other. */
export function wordOf<Word extends string>(words: readonly Word[], value: unknown): Word | null {
  return words.find((word) => word === value) ?? null;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
