import { appointmentEndpoints } from "./endpoints/appointment-endpoints.ts";
import { artistEndpoints } from "./endpoints/artist-endpoints.ts";
import { bookingEndpoints } from "./endpoints/booking-endpoints.ts";
import { calendarEndpoints } from "./endpoints/calendar-endpoints.ts";
import { serviceEndpoints } from "./endpoints/service-endpoints.ts";
import { settingsEndpoints } from "./endpoints/settings-endpoints.ts";
import { systemEndpoints } from "./endpoints/system-endpoints.ts";
import { userEndpoints } from "./endpoints/user-endpoints.ts";

/** Every operation of the HTTP API. The routes import theirs from here; `/api/openapi.json` is made of the same. */
export const endpoints = {
  ...bookingEndpoints,
  ...appointmentEndpoints,
  ...artistEndpoints,
  ...serviceEndpoints,
  ...calendarEndpoints,
  ...userEndpoints,
  ...settingsEndpoints,
  ...systemEndpoints,
};
