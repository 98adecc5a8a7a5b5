/** What other systems can be told of, as subscriptions name it (docs/api.md). */
export const WEBHOOK_EVENTS = [
  "appointment.requested",
  "appointment.confirmed",
  "appointment.declined",
  "appointment.rescheduled",
  "appointment.cancelled",
  "appointment.completed",
  "appointment.no_show",
  "inquiry.created",
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Everything there is, and what there will be. */
export const EVERY_EVENT = "*";

/** Sent when somebody tries a subscription out, whatever it asks for. */
export const PING_EVENT = "ping";
