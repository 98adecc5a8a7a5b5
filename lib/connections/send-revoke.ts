import type { OutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { revokeAppPassword } from "#lib/nextcloud/login-flow.ts";
import { openAppPassword } from "./app-password.ts";
import { passwordTransport } from "./password-transport.ts";

/**
 * Delivers a `revoke` row: Nextcloud forgets the app password, or has forgotten it already.
 * @throws UpstreamError what Nextcloud answers; `not-configured` when it was granted at another address than today's, or
 * no key opens it: nothing is sent then.
 */
export async function sendRevoke(
  ctx: Pick<Ctx, "env">,
  row: Pick<OutboxRow, "id" | "payload">,
): Promise<void> {
  const password = openAppPassword(ctx.env, row.id, row.payload.secret ?? "");
  if (!password)
    throw notSent("No key opens this app password. Set PARLOUR_ENCRYPTION_KEY_PREVIOUS to the key before.");
  if (password.baseUrl !== ctx.env.NEXTCLOUD_BASE_URL)
    throw notSent(
      `The app password belongs to ${new URL(password.baseUrl).host}, which is not the Nextcloud configured.`,
    );
  await revokeAppPassword(passwordTransport(ctx.env, password));
}

function notSent(message: string): UpstreamError {
  return new UpstreamError({ service: "nextcloud", kind: "not-configured", message });
}
