import { instantOf } from "#lib/core/time-zone.ts";

/** A time as two inputs say it: `YYYY-MM-DD` and `HH:MM`, each "" while nothing is there. */
export interface TimeDraft {
  key: number;
  day: string;
  time: string;
}

/** The instant (epoch ms) of what the two inputs say; null while one is empty or half written. */
export function startOf({ day, time }: TimeDraft, zone: string): number | null {
  const clock = /^(\d{2}):(\d{2})/.exec(time);
  if (!clock || !/^\d{4}-\d{2}-\d{2}$/.test(day) || day < "2000-01-01" || day > "2199-12-31") return null;
  return instantOf(day, Number(clock[1]) * 60 + Number(clock[2]), zone);
}
