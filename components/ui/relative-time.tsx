const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "in 3 days", "5 minutes ago", "now": `atMs` as seen from `nowMs` (both epoch ms). */
export function relativeWords(atMs: number, nowMs: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const distance = atMs - nowMs;
  for (const [unit, length] of units) {
    if (Math.abs(distance) >= length) return format.format(Math.trunc(distance / length), unit);
  }
  return format.format(0, "second");
}

/** "20 Nov 2026, 14:05": assembled from parts, so that server and browser agree to the letter. */
function absoluteWords(atMs: number, timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((entry) => entry.type === type)?.value ?? "";
  const day = locale === "de" ? `${part("day")}.` : part("day");
  return `${day} ${part("month")} ${part("year")}, ${part("hour")}:${part("minute")}`;
}

/** A time in relation to `nowMs`, which the page passes in so that server and browser say the same; the exact time on hover. */
export function RelativeTime({
  atMs,
  nowMs,
  timeZone,
  locale,
  className,
}: {
  atMs: number;
  nowMs: number;
  timeZone: string;
  locale: string;
  className?: string;
}) {
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={absoluteWords(atMs, timeZone, locale)}
      className={className}
    >
      {relativeWords(atMs, nowMs, locale)}
    </time>
  );
}
