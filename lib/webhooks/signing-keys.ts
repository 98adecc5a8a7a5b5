import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { DAY } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import { openSecret, sealSecret } from "#lib/core/secret-box.ts";

const PREFIX = "whsec_";
/** After a change of the secret both sign for so long. */
const OVERLAP_MS = DAY;

const sealedKeys = z.array(
  z.object({ secret: z.string().startsWith(PREFIX), untilMs: z.number().nullable() }),
);

/** The secrets of a subscription, today's first. */
export type SigningKeys = z.infer<typeof sealedKeys>;

/** A fresh secret as Standard Webhooks writes it: `whsec_` and 32 bytes in base64. */
export function newSigningSecret(): string {
  return PREFIX + randomBytes(32).toString("base64");
}

/** `secret` signs from now on, the one before it for another day. */
export function withNewSecret(keys: SigningKeys, secret: string, nowMs: number): SigningKeys {
  const [current] = keys;
  return [
    { secret, untilMs: null },
    ...(current ? [{ secret: current.secret, untilMs: nowMs + OVERLAP_MS }] : []),
  ];
}

export function sealSigningKeys(env: Env, subscriptionId: string, keys: SigningKeys): string {
  return sealSecret(env, `webhook:${subscriptionId}`, JSON.stringify(keys));
}

/** @returns null when no key of ours opens them. */
export function openSigningKeys(env: Env, subscriptionId: string, sealed: string): SigningKeys | null {
  const plain = openSecret(env, `webhook:${subscriptionId}`, sealed);
  return plain === null ? null : sealedKeys.parse(JSON.parse(plain));
}

/**
 * The headers of a call (Standard Webhooks 1.0): HMAC-SHA256 of `id.timestamp.body`, one signature a secret, today's
 * first, with a space between them.
 */
export function signedHeaders(
  keys: SigningKeys,
  call: { id: string; body: string; nowMs: number },
): Record<string, string> {
  const timestamp = String(Math.floor(call.nowMs / 1000));
  const signatures = keys
    .filter(({ untilMs }) => untilMs === null || untilMs > call.nowMs)
    .map(({ secret }) => {
      const key = Buffer.from(secret.slice(PREFIX.length), "base64");
      const hmac = createHmac("sha256", key).update(`${call.id}.${timestamp}.${call.body}`);
      return `v1,${hmac.digest("base64")}`;
    });
  return {
    "webhook-id": call.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
