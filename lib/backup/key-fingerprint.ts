import type { Env } from "#lib/core/env.ts";
import { derivedToken } from "#lib/core/secrets.ts";

/** Says whether two studios have the same key, and nothing about the key. */
export function keyFingerprint(env: Env): string {
  return derivedToken(env, "backup-fingerprint", "").slice(0, 16);
}
