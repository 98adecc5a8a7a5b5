import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Env } from "./env.ts";

/**
 * Secrets at rest: AES-256-GCM under a key derived from PARLOUR_ENCRYPTION_KEY, with the key's id in front, so that
 * keys can be changed one after the other (`bin/parlour keys rotate`). Looks like `v1.<key id>.<nonce>.<sealed>`.
 */
const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key for what is kept at rest; `id` says which without telling it. */
export interface RestKey {
  id: string;
  bytes: Buffer;
}

/** Encrypts a text for one place (`purpose`, such as `connection:<user>`); only there can it be opened again. */
export function sealSecret(env: Env, purpose: string, plain: string): string {
  const key = currentRestKey(env);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce);
  cipher.setAAD(Buffer.from(purpose, "utf8"));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, key.id, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
}

/**
 * @returns null when no key of ours opens it: the key was changed without its predecessor being kept, or it was sealed
 *   for another purpose, or is damaged.
 */
export function openSecret(env: Env, purpose: string, sealed: string): string | null {
  const [version, keyId, nonce = "", body = ""] = sealed.split(".");
  const key = restKeys(env).find(({ id }) => id === keyId);
  const bytes = Buffer.from(body, "base64url");
  if (version !== VERSION || !key || bytes.length < TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(nonce, "base64url"));
    decipher.setAAD(Buffer.from(purpose, "utf8"));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}

/** Whether it was sealed with another key than today's. */
export function isOutdated(env: Env, sealed: string): boolean {
  return sealed.split(".")[1] !== currentRestKey(env).id;
}

/** Today's first, then the one before it, where it is still known. @throws Error when no secret is set. */
export function restKeys(env: Env): RestKey[] {
  const previous = env.PARLOUR_ENCRYPTION_KEY_PREVIOUS;
  return [currentRestKey(env), ...(previous ? [keyOf(previous)] : [])];
}

/** What is sealed from now on. @throws Error when neither PARLOUR_ENCRYPTION_KEY nor NEXTAUTH_SECRET is set. */
export function currentRestKey(env: Env): RestKey {
  const secret = env.PARLOUR_ENCRYPTION_KEY ?? env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("Set PARLOUR_ENCRYPTION_KEY (or NEXTAUTH_SECRET) to at least 16 characters.");
  return keyOf(secret);
}

function keyOf(secret: string): RestKey {
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "parlour secrets", 32));
  return { id: createHash("sha256").update(bytes).digest("base64url").slice(0, 8), bytes };
}
