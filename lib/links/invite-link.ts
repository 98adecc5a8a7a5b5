import { type Env, publicUrl } from "#lib/core/env.ts";

/** Where somebody who was invited, or forgot the password, chooses one. */
export function inviteLink(env: Env, token: string): string {
  return `${publicUrl(env)}/invite/${token}`;
}
