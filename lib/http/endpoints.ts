import { appointmentEndpoints } from "./endpoints/appointment-endpoints.ts";
import { artistEndpoints } from "./endpoints/artist-endpoints.ts";
import { bookingEndpoints } from "./endpoints/booking-endpoints.ts";
import { calendarEndpoints } from "./endpoints/calendar-endpoints.ts";
import { customerEndpoints } from "./endpoints/customer-endpoints.ts";
import { customerFileEndpoints } from "./endpoints/customer-file-endpoints.ts";
import { embedEndpoints } from "./endpoints/embed-endpoints.ts";
import { eventEndpoints } from "./endpoints/event-endpoints.ts";
import { fileEndpoints } from "./endpoints/file-endpoints.ts";
import { nextcloudEndpoints } from "./endpoints/nextcloud-endpoints.ts";
import { outboxEndpoints } from "./endpoints/outbox-endpoints.ts";
import { serviceEndpoints } from "./endpoints/service-endpoints.ts";
import { settingsEndpoints } from "./endpoints/settings-endpoints.ts";
import { syncEndpoints } from "./endpoints/sync-endpoints.ts";
import { systemEndpoints } from "./endpoints/system-endpoints.ts";
import { uploadEndpoints } from "./endpoints/upload-endpoints.ts";
import { userEndpoints } from "./endpoints/user-endpoints.ts";
import { webhookEndpoints } from "./endpoints/webhook-endpoints.ts";

/** Every operation of the HTTP API. The routes import theirs from here; `/api/openapi.json` is made of the same. */
export const endpoints = {
  ...bookingEndpoints,
  ...eventEndpoints,
  ...appointmentEndpoints,
  ...artistEndpoints,
  ...serviceEndpoints,
  ...customerEndpoints,
  ...customerFileEndpoints,
  ...fileEndpoints,
  ...calendarEndpoints,
  ...syncEndpoints,
  ...outboxEndpoints,
  ...uploadEndpoints,
  ...userEndpoints,
  ...embedEndpoints,
  ...settingsEndpoints,
  ...nextcloudEndpoints,
  ...webhookEndpoints,
  ...systemEndpoints,
};
