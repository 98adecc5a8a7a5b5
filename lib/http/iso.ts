/** Instants in answers: UTC with milliseconds. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

export function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : iso(ms);
}

/** The span of an entry, as requests say it too. */
export function spanJson<Entry extends { startMs: number; endMs: number }>(entry: Entry) {
  const { startMs, endMs, ...more } = entry;
  return { ...more, startTime: iso(startMs), endTime: iso(endMs) };
}
