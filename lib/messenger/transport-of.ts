import type { Env } from "#lib/core/env.ts";

export type TransportId = "matrix" | "talk" | "none";

/** Those that something is delivered by. */
export const TRANSPORTS = ["matrix", "talk"] as const;

/** How rooms of everybody reach people beside the browser. */
export function transportOf(env: Env): TransportId {
  return env.MESSENGER_TRANSPORT ?? (env.MATRIX_HOMESERVER_URL ? "matrix" : "none");
}
