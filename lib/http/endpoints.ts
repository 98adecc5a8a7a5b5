import { appointmentEndpoints } from "./endpoints/appointment-endpoints.ts";
import { artistEndpoints } from "./endpoints/artist-endpoints.ts";
import { bookingEndpoints } from "./endpoints/booking-endpoints.ts";
import { calendarEndpoints } from "./endpoints/calendar-endpoints.ts";
import { consentEndpoints } from "./endpoints/consent-endpoints.ts";
import { customerEndpoints } from "./endpoints/customer-endpoints.ts";
import { customerFileEndpoints } from "./endpoints/customer-file-endpoints.ts";
import { dashboardEndpoints } from "./endpoints/dashboard-endpoints.ts";
import { ecodmsEndpoints } from "./endpoints/ecodms-endpoints.ts";
import { embedEndpoints } from "./endpoints/embed-endpoints.ts";
import { eventEndpoints } from "./endpoints/event-endpoints.ts";
import { feedEndpoints } from "./endpoints/feed-endpoints.ts";
import { fileEndpoints } from "./endpoints/file-endpoints.ts";
import { followUpEndpoints } from "./endpoints/follow-up-endpoints.ts";
import { freescoutEndpoints } from "./endpoints/freescout-endpoints.ts";
import { inquiryEndpoints } from "./endpoints/inquiry-endpoints.ts";
import { integrationEndpoints } from "./endpoints/integration-endpoints.ts";
import { linkEndpoints } from "./endpoints/link-endpoints.ts";
import { messengerAdminEndpoints } from "./endpoints/messenger-admin-endpoints.ts";
import { messengerEventEndpoints } from "./endpoints/messenger-event-endpoints.ts";
import { messengerNotificationEndpoints } from "./endpoints/messenger-notification-endpoints.ts";
import { messengerRoomEndpoints } from "./endpoints/messenger-room-endpoints.ts";
import { newsEndpoints } from "./endpoints/news-endpoints.ts";
import { nextcloudConnectorEndpoints } from "./endpoints/nextcloud-connector-endpoints.ts";
import { nextcloudEndpoints } from "./endpoints/nextcloud-endpoints.ts";
import { offerEndpoints } from "./endpoints/offer-endpoints.ts";
import { outboxEndpoints } from "./endpoints/outbox-endpoints.ts";
import { pictureEndpoints } from "./endpoints/picture-endpoints.ts";
import { plentyoneEndpoints } from "./endpoints/plentyone-endpoints.ts";
import { scheduleEndpoints } from "./endpoints/schedule-endpoints.ts";
import { serviceEndpoints } from "./endpoints/service-endpoints.ts";
import { settingsEndpoints } from "./endpoints/settings-endpoints.ts";
import { syncEndpoints } from "./endpoints/sync-endpoints.ts";
import { systemEndpoints } from "./endpoints/system-endpoints.ts";
import { todoistEndpoints } from "./endpoints/todoist-endpoints.ts";
import { uploadEndpoints } from "./endpoints/upload-endpoints.ts";
import { userEndpoints } from "./endpoints/user-endpoints.ts";
import { webhookEndpoints } from "./endpoints/webhook-endpoints.ts";
import { webhookSubscriptionEndpoints } from "./endpoints/webhook-subscription-endpoints.ts";
import { zulipEndpoints } from "./endpoints/zulip-endpoints.ts";

/** Every operation of the HTTP API. The routes import theirs from here; `/api/openapi.json` is made of the same. */
export const endpoints = {
  ...bookingEndpoints,
  ...eventEndpoints,
  ...appointmentEndpoints,
  ...linkEndpoints,
  ...inquiryEndpoints,
  ...offerEndpoints,
  ...artistEndpoints,
  ...scheduleEndpoints,
  ...serviceEndpoints,
  ...customerEndpoints,
  ...customerFileEndpoints,
  ...fileEndpoints,
  ...calendarEndpoints,
  ...syncEndpoints,
  ...outboxEndpoints,
  ...uploadEndpoints,
  ...pictureEndpoints,
  ...consentEndpoints,
  ...userEndpoints,
  ...dashboardEndpoints,
  ...embedEndpoints,
  ...feedEndpoints,
  ...settingsEndpoints,
  ...nextcloudEndpoints,
  ...integrationEndpoints,
  ...zulipEndpoints,
  ...freescoutEndpoints,
  ...ecodmsEndpoints,
  ...nextcloudConnectorEndpoints,
  ...plentyoneEndpoints,
  ...todoistEndpoints,
  ...webhookEndpoints,
  ...webhookSubscriptionEndpoints,
  ...followUpEndpoints,
  ...messengerNotificationEndpoints,
  ...messengerRoomEndpoints,
  ...messengerEventEndpoints,
  ...messengerAdminEndpoints,
  ...newsEndpoints,
  ...systemEndpoints,
};
