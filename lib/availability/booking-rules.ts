/** What decides whether a time can be offered, beside what blocks it. Spans in milliseconds. */
export interface BookingRules {
  timeZone: string;
  /** Working hours by ISO weekday, in minutes of the wall clock. */
  hours: readonly Readonly<{ weekday: number; startMinute: number; endMinute: number }>[];
  durationMs: number;
  bufferBeforeMs: number;
  bufferAfterMs: number;
  minimumNoticeMs: number;
  horizonMs: number;
  slotStepMs: number;
  /** At most this many active appointments a day; null = no limit. */
  dailyMaximum: number | null;
}
