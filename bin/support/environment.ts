import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { databasePath } from "#db/client.ts";
import { env } from "#lib/core/env.ts";

const secrets = z.object({ NEXTAUTH_SECRET: z.string(), PARLOUR_ENCRYPTION_KEY: z.string() });

/** Reads `.env.local` like Next does: what is set already stays. The demo goes without it. */
export function loadEnvironmentFile(): void {
  if (!process.env.PARLOUR_IGNORE_ENV_FILE && existsSync(".env.local")) process.loadEnvFile(".env.local");
}

/**
 * Makes sure there are a session secret and an encryption key. Those that nobody set are made once and kept beside
 * the database, readable by its owner only.
 */
export function ensureSecrets(): void {
  const file = path.join(
    path.dirname(path.resolve(databasePath(process.env.DATABASE_URL || "file:./data/parlour.db"))),
    "secrets.json",
  );
  if (process.env.NEXTAUTH_SECRET && process.env.PARLOUR_ENCRYPTION_KEY) return;
  if (!existsSync(file)) {
    const made = {
      NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
      PARLOUR_ENCRYPTION_KEY: randomBytes(32).toString("base64url"),
    };
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  }
  const kept = secrets.parse(JSON.parse(readFileSync(file, "utf8")));
  process.env.NEXTAUTH_SECRET ||= kept.NEXTAUTH_SECRET;
  process.env.PARLOUR_ENCRYPTION_KEY ||= kept.PARLOUR_ENCRYPTION_KEY;
}

/** The environment of a command; a malformed value ends it with one line. */
export function prepareEnvironment(): void {
  loadEnvironmentFile();
  ensureSecrets();
  env();
}
