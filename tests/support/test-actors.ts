import type { Actor } from "#lib/auth/actor.ts";

/** One actor of every kind, two artists. */
export const actors = {
  customer: { kind: "customer" },
  mara: { kind: "artist", userId: "user-mara", artistId: "mara", name: "Mara" },
  theo: { kind: "artist", userId: "user-theo", artistId: "theo", name: "Theo" },
  staff: { kind: "staff", userId: "user-staff", name: "Front Desk" },
  admin: { kind: "admin", userId: "user-admin", name: "Admin" },
  worker: { kind: "worker" },
  service: {
    kind: "service",
    tokenId: "token",
    name: "Messenger",
    tenantId: "default",
    serviceScopes: ["notifications:send", "notifications:read", "users:read"],
  },
} satisfies Record<string, Actor>;

export type ActorName = keyof typeof actors;
