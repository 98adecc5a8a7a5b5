import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";

/** @returns where the studio's Nextcloud is. @throws AppError `nextcloud_not_configured` naming what is missing. */
export function requireCloud(env: Env): { baseUrl: string; publicUrl: string } {
  const baseUrl = env.NEXTCLOUD_BASE_URL;
  if (!baseUrl)
    throw new AppError("nextcloud_not_configured", "Nextcloud not configured: NEXTCLOUD_BASE_URL missing.");
  return { baseUrl, publicUrl: env.NEXTCLOUD_PUBLIC_URL ?? baseUrl };
}
