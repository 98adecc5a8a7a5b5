import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** scrypt with N = 2^15, r = 8, p = 1 (32 MiB), as OWASP's password storage cheat sheet names it. */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, 32, COST, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** A salted hash, `scrypt$<salt>$<key>` in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `scrypt$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

/** Compares in constant time; a missing hash costs as much as a wrong password, so that nobody learns who exists. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, salt = "", key = ""] = (hash ?? "scrypt$AAAAAAAAAAAAAAAAAAAAAA$").split("$");
  const expected = Buffer.from(key, "base64url");
  const actual = await derive(password.slice(0, 1024), Buffer.from(salt, "base64url"));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
