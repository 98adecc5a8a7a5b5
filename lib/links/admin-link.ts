import { type Env, publicUrl } from "#lib/core/env.ts";

/** Where the studio looks at an appointment. */
export function adminLink(env: Env, appointmentId: string): string {
  return `${publicUrl(env)}/admin/appointments/${appointmentId}`;
}
