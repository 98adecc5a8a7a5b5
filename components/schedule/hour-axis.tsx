import type { BoardColumn } from "./board-types.ts";

/** The hours at the side; a minute is a pixel. */
export function HourAxis({ hours }: { hours: readonly { atMinute: number; label: string }[] }) {
  return (
    <div aria-hidden className="relative w-12 shrink-0 text-xs text-ink-faint tabular-nums">
      {hours.map(({ atMinute, label }, index) => (
        <span
          key={atMinute}
          className="absolute right-1.5"
          // The first has no room above its line.
          style={{ top: index === 0 ? 2 : atMinute - 8 }}
        >
          {label}
        </span>
      ))}
    </div>
  );
}

/** What stands at the side: the hours most columns have. */
export function mostCommonHours(columns: readonly BoardColumn[]): BoardColumn["span"]["hours"] {
  const counts = new Map<string, { hours: BoardColumn["span"]["hours"]; count: number }>();
  for (const { span } of columns) {
    const key = span.hours.map(({ label }) => label).join();
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { hours: span.hours, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.hours ?? [];
}
