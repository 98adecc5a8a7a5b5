/** What a service token may be used for; it is never more than the messenger. */
export const SERVICE_SCOPES = ["notifications:send", "notifications:read", "users:read"] as const;
export type ServiceScope = (typeof SERVICE_SCOPES)[number];
