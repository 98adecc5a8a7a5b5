import type { NewOutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { newId } from "#lib/core/ids.ts";
import { type AppPassword, sealAppPassword } from "./app-password.ts";

/** "Nextcloud shall forget this app password", now or when it is back. */
export function revokeRow(ctx: Pick<Ctx, "env" | "now">, password: AppPassword): NewOutboxRow {
  const id = `revoke:${newId()}`;
  const nowMs = ctx.now();
  return {
    id,
    kind: "revoke",
    appointmentId: null,
    payload: { secret: sealAppPassword(ctx.env, id, password) },
    nextAttemptAt: nowMs,
    createdAt: nowMs,
  };
}
