import { type Env, publicUrl } from "#lib/core/env.ts";
import { hashToken } from "#lib/core/ids.ts";
import { derivedToken } from "#lib/core/secrets.ts";

/** The customer's own link to an appointment. The database keeps only the token's hash. */
export function manageToken(env: Env, appointmentId: string): { token: string; hash: string } {
  const token = derivedToken(env, "manage-appointment", appointmentId);
  return { token, hash: hashToken(token) };
}

export function manageUrl(env: Env, appointmentId: string): string {
  return `${publicUrl(env)}/appointment/${manageToken(env, appointmentId).token}`;
}
