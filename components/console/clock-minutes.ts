/** Wall clock times as minutes since midnight, the way working hours are kept. */

/** "09:30" → 570. Null for what is no clock time, such as an input half written. */
export function minuteOf(clock: string): number | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)(?::\d\d)?$/.exec(clock);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}

/** 570 → "09:30". The end of the day, 1440, is "00:00", as a time input can say it. */
export function clockOf(minute: number): string {
  const ofDay = minute % 1440;
  return `${String(Math.floor(ofDay / 60)).padStart(2, "0")}:${String(ofDay % 60).padStart(2, "0")}`;
}
