interface Span {
  startMs: number;
  endMs: number;
}

const QUARTER_MS = 15 * 60_000;

/**
 * The first quarter of an hour, from `nowMs` on, that is worked and where nothing stands; null where there is none in
 * these days. Spans are half-open, epoch milliseconds.
 */
export function firstFree(
  days: readonly { open: readonly Span[]; items: readonly Span[]; span: Span }[],
  nowMs: number,
): { index: number; startMs: number } | null {
  const earliest = Math.ceil(nowMs / QUARTER_MS) * QUARTER_MS;
  for (const [index, { open, items, span }] of days.entries()) {
    for (const stretch of open) {
      const until = Math.min(stretch.endMs, span.endMs);
      let startMs = Math.max(stretch.startMs, span.startMs, earliest);
      for (const item of items.toSorted((a, b) => a.startMs - b.startMs))
        if (item.startMs < startMs + QUARTER_MS && item.endMs > startMs) startMs = item.endMs;
      if (startMs + QUARTER_MS <= until) return { index, startMs };
    }
  }
  return null;
}
