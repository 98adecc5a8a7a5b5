import { type Env, publicUrl } from "#lib/core/env.ts";

/** The address a calendar app subscribes to. Whoever knows it reads the artist's appointments. */
export function feedLink(env: Env, token: string): string {
  return `${publicUrl(env)}/api/feeds/${token}/calendar.ics`;
}
