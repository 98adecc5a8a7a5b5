/** One text and what RFC 5545 makes of it in a window. */
export interface ConformanceCase {
  name: string;
  text: string;
  /** For floating times and dates; `Europe/Vienna` when absent. */
  timeZone?: string;
  /** Days or instants, `to` exclusive. */
  from: string;
  to: string;
  /** `start/end` as instants or dates, followed by ` free` where the occurrence does not block. */
  expected: string[];
  /** What is reported as unreadable: `reason`, or `reason @ start/end` with the span that blocks. */
  unreadable?: string[];
}

/** A calendar of one event with these lines. */
export function event(...lines: string[]): string {
  return calendar(["UID:1", ...lines]);
}

/** A calendar of several events, each given as its lines. */
export function calendar(...events: string[][]): string {
  return wrapped(...events.flatMap((lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"]));
}

/** A calendar with these lines inside. */
export function wrapped(...lines: string[]): string {
  return ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
}

/** `start/end` rows of an hour each, for starts written `2026-01-05T09:00`. */
export function hours(...starts: string[]): string[] {
  return starts.map((start) => {
    const from = Date.parse(`${start}:00Z`);
    return `${start}:00Z/${new Date(from + 3_600_000).toISOString().replace(".000Z", "Z")}`;
  });
}

/** Rows of one whole day each. */
export function days(...dates: string[]): string[] {
  return dates.map((date) => {
    const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000);
    return `${date}/${next.toISOString().slice(0, 10)}`;
  });
}
