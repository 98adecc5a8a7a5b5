import { zonedClock } from "#components/booking/clock-words.ts";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";

/** Appointments by their day in their artist's zone, in the order given. */
export function groupByDay(
  appointments: readonly AppointmentView[],
): { day: string; rows: AppointmentView[] }[] {
  const days: { day: string; rows: AppointmentView[] }[] = [];
  for (const row of appointments) {
    const { day } = zonedClock(row.startMs, row.artist.timeZone);
    const known = days.find((entry) => entry.day === day);
    if (known) known.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}
