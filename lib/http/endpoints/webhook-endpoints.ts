import { z } from "zod";
import { calendarHook } from "#lib/nextcloud/calendar-hook.ts";
import { endpoint } from "../endpoint.ts";

/** What other systems call. */

export const webhookEndpoints = {
  nextcloudWebhook: endpoint({
    method: "POST",
    path: "/api/webhooks/nextcloud",
    summary:
      "Nextcloud's calendar events (webhook_listeners), with the secret in X-Parlour-Webhook-Secret; a hint to sync",
    access: "public",
    limit: "webhook",
    body: calendarHook,
    response: z.object({ calendars: z.number().int() }),
    status: 202,
  }),
};
