import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";

/** A random row id, 20 characters of lower-case base 32 (100 bits). */
export function newId(): string {
  const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
  let id = "";
  for (const byte of randomBytes(20)) id += alphabet[byte & 31];
  return id;
}

/** A random UID for a calendar object (RFC 7986, section 5.3: a UUID without host names). */
export function newEventUid(): string {
  return randomUUID();
}

/** A secret for links and tokens: 256 bits, base64url. Store only `hashToken` of it. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a token, hex: what is stored. Tokens are random, so no salt or stretching is needed. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Compares two strings in constant time. */
export function equalSecrets(a: string, b: string): boolean {
  const left = createHash("sha256").update(a).digest();
  const right = createHash("sha256").update(b).digest();
  return timingSafeEqual(left, right);
}
