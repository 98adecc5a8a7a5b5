import type { WaitlistRequest } from "./input.ts";

/** A wish as the fields of its form, to be shown again. */
export function waitlistFields(wish: WaitlistRequest): Record<string, string | string[]> {
  const { artistId, serviceId, durationMinutes, fromDay = "", toDay, weekdays, timeZone = "" } = wish;
  const { clientName, clientEmail, clientPhone, description } = wish;
  return {
    ...{ artistId, serviceId, fromDay, toDay, timeZone },
    ...{ clientName, clientEmail, clientPhone, description },
    durationMinutes: durationMinutes === undefined ? "" : String(durationMinutes),
    weekdays: weekdays.map(String),
  };
}
