/** What something can follow, and where. */
export const FOLLOW_UP_EVENTS = ["requested", "confirmed", "cancelled"] as const;
export const FOLLOW_UP_CONNECTORS = ["todoist", "freescout", "zulip"] as const;
