import { z } from "zod";
import type { Env } from "#lib/core/env.ts";
import { oneLine } from "#lib/core/shapes.ts";
import { type Identity, type IdentityProviderId, nextcloudKey, oidcKey } from "./identity.ts";

const subject = z.string().min(1).max(255);
/** What is no mail is none; matching it would be a guess. */
const email = z.email().max(254).nullish().catch(null);
const name = oneLine(1000)
  .transform((value) => value.slice(0, 120).trim() || null)
  .nullish()
  .catch(null);
const groups = z.array(z.string().max(500)).max(5000);

/** `owner` is the `ocs.data` of `/ocs/v2.php/cloud/user`. */
const nextcloudProfile = z.object({
  owner: z.object({
    id: subject,
    email,
    "display-name": name,
    displayname: name,
    groups: groups.nullish().catch(null),
  }),
});

/** Claims of an id_token, completed by those of the userinfo endpoint (OpenID Connect Core 1.0, section 5.1). */
const claims = z.looseObject({
  iss: z.string(),
  sub: subject,
  email,
  email_verified: z.unknown(),
  name,
  preferred_username: name,
});

/** Reads what a provider said about somebody. @returns null for what cannot be an answer of the configured one */
export function readIdentity(env: Env, provider: IdentityProviderId, profile: unknown): Identity | null {
  return provider === "nextcloud" ? readNextcloudUser(env, profile) : readClaims(env, profile);
}

/** Nextcloud lets people type any mail, so it counts only where the studio says its Nextcloud checks them. */
function readNextcloudUser(env: Env, profile: unknown): Identity | null {
  const parsed = nextcloudProfile.safeParse(profile);
  if (!parsed.success || !env.NEXTCLOUD_BASE_URL) return null;
  const user = parsed.data.owner;
  return {
    provider: nextcloudKey(env.NEXTCLOUD_BASE_URL),
    subject: user.id,
    name: user["display-name"] ?? user.displayname ?? null,
    email: user.email ?? null,
    emailVerified: env.NEXTCLOUD_OAUTH_TRUST_MAIL === "on",
    groups: user.groups ?? null,
  };
}

function readClaims(env: Env, profile: unknown): Identity | null {
  const parsed = claims.safeParse(profile);
  // The discovery document may name another issuer than the one configured (Discovery 1.0, section 4.3 forbids it).
  if (!parsed.success || !env.OIDC_ISSUER || withoutSlash(parsed.data.iss) !== env.OIDC_ISSUER) return null;
  const user = parsed.data;
  return {
    provider: oidcKey(env.OIDC_ISSUER),
    subject: user.sub,
    name: user.name ?? user.preferred_username ?? null,
    email: user.email ?? null,
    // The string "true" of some providers is not the claim's type, and is not taken for it.
    emailVerified: user.email_verified === true,
    groups: readGroups(claimAt(parsed.data, env.OIDC_ROLE_CLAIM)),
  };
}

/** The claim of this name, or the one at this path (`realm_access.roles`). */
function claimAt(from: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(from, path)) return from[path];
  let at: unknown = from;
  for (const step of path.split(".")) {
    const record = z.record(z.string(), z.unknown()).safeParse(at);
    at = record.success && Object.hasOwn(record.data, step) ? record.data[step] : undefined;
  }
  return at;
}

function readGroups(claim: unknown): string[] | null {
  if (typeof claim === "string") return [claim];
  const parsed = groups.safeParse(claim);
  return parsed.success ? parsed.data : null;
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, "");
}
