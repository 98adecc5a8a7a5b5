import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { equalSecrets } from "#lib/core/ids.ts";
import { derivedToken } from "#lib/core/secrets.ts";

/** The header Nextcloud proves itself with; `Authorization: Bearer` does as well. */
export const WEBHOOK_SECRET_HEADER = "X-Parlour-Webhook-Secret";

/** What Nextcloud has to send with a webhook. Derived from the studio's key unless one is configured. */
export function webhookSecret(env: Env): string {
  return env.NEXTCLOUD_WEBHOOK_SECRET ?? derivedToken(env, "webhook", "nextcloud");
}

/** Compares in constant time. @throws AppError `not_signed_in` */
export function requireWebhookSecret(env: Env, headers: Headers): void {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const sent = headers.get(WEBHOOK_SECRET_HEADER) ?? bearer;
  if (!sent || !equalSecrets(sent, webhookSecret(env)))
    throw new AppError("not_signed_in", "This webhook's secret is not the studio's.");
}
