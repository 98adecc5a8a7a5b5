import { DAY } from "#lib/core/clock.ts";

/** How long the messenger keeps what it does not need for good. Rooms, and what was said in them, stay. */
export const KEPT = {
  /** What browsers are told again when they come back, and what the bell shows. */
  eventsMs: 7 * DAY,
  /** Their delivery, their idempotency keys; what waits still is kept. In their rooms they stay as messages. */
  notificationsMs: 90 * DAY,
  /** Ids of the homeserver's transactions, which it repeats until one is answered. */
  transactionsMs: 30 * DAY,
} as const;
