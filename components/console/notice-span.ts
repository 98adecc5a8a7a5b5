/** A span as its two controls hold it: a number as it is typed, and what it counts. */
export interface TypedNotice {
  notice: string;
  unit: "hours" | "days";
}

const MINUTES = { hours: 60, days: 1440 } as const;

/** Minutes as they are read best: whole days where they are, else hours. */
export function typedNotice(minutes: number): TypedNotice {
  const unit = minutes > 0 && minutes % MINUTES.days === 0 ? "days" : "hours";
  return { notice: String(Math.round((minutes / MINUTES[unit]) * 100) / 100), unit };
}

/** Back to minutes; null for what is no number, which the API refuses. */
export function noticeMinutes({ notice, unit }: TypedNotice): number | null {
  const text = notice.trim().replace(",", ".");
  return /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * MINUTES[unit]) : null;
}
