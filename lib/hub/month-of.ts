/** `2026-11`: the month of an instant, in UTC, as vendors count. */
export function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 7);
}
