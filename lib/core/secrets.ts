import { createHmac } from "node:crypto";
import type { Env } from "./env.ts";

/**
 * A long secret derived from the studio's key for one purpose and one thing, so that a link can be written again
 * into a later mail although only its hash is stored.
 * @throws Error when neither PARLOUR_ENCRYPTION_KEY nor NEXTAUTH_SECRET is set.
 */
export function derivedToken(env: Env, purpose: string, id: string): string {
  const key = env.PARLOUR_ENCRYPTION_KEY ?? env.NEXTAUTH_SECRET;
  if (!key) throw new Error("Set PARLOUR_ENCRYPTION_KEY (or NEXTAUTH_SECRET) to at least 16 characters.");
  return createHmac("sha256", key).update(`${purpose}:${id}`).digest("base64url");
}
