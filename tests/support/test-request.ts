import type { AppointmentRequest } from "#lib/appointments/input.ts";

/** Ten o'clock in Vienna on the day after the tests' opening day. */
export const TEN = Date.parse("2026-12-02T09:00:00Z");

export function testRequest(): AppointmentRequest {
  return {
    artistId: "mara",
    serviceId: "session",
    startTime: TEN,
    clientName: "Lena Hofer",
    clientEmail: "lena@example.org",
    clientPhone: "+43 1 234",
    description: "A sprig of rosemary",
    alternatives: [],
  };
}
