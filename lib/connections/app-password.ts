import { z } from "zod";
import type { ConnectionRow } from "#db/queries/connections.ts";
import type { Env } from "#lib/core/env.ts";
import { openSecret, sealSecret } from "#lib/core/secret-box.ts";

/** The address it was granted at is sealed with it, so that a changed configuration cannot send it elsewhere. */
export const appPasswordSchema = z.object({
  baseUrl: z.string().min(1),
  loginName: z.string().min(1),
  appPassword: z.string().min(1),
});

/** Signs in to one Nextcloud as one person. */
export type AppPassword = z.infer<typeof appPasswordSchema>;

/** For one place only: `connection:<user>`, or the id of an outbox row. */
export function sealAppPassword(env: Env, purpose: string, password: AppPassword): string {
  return sealSecret(env, purpose, JSON.stringify(password));
}

/** @returns null when no key of ours opens it. */
export function openAppPassword(env: Env, purpose: string, sealed: string): AppPassword | null {
  return parseSealedJson(appPasswordSchema, openSecret(env, purpose, sealed));
}

export function connectionPassword(
  env: Env,
  { userId, secret }: Pick<ConnectionRow, "userId" | "secret">,
): AppPassword | null {
  return openAppPassword(env, `connection:${userId}`, secret);
}

export function parseSealedJson<Value>(schema: z.ZodType<Value>, text: string | null): Value | null {
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
