import type { Env } from "#lib/core/env.ts";

/** Who somebody is at a provider, as it vouches for it. */
export interface Identity {
  /** Names the provider and its address: another server's subjects are other people. */
  provider: string;
  /** Never given to somebody else there. */
  subject: string;
  name: string | null;
  email: string | null;
  /** The provider has seen that the mail is theirs. */
  emailVerified: boolean;
  /** Null when the provider says nothing about groups. */
  groups: string[] | null;
}

export type IdentityProviderId = "nextcloud" | "oidc";

/** A provider people can sign in with. */
export interface IdentityProvider {
  id: IdentityProviderId;
  /** What its button says, and `provider` of an `Identity`. */
  label: string;
  key: string;
}

/** The configured providers, in the order of their buttons. */
export function identityProviders(env: Env): IdentityProvider[] {
  const found: IdentityProvider[] = [];
  if (env.NEXTCLOUD_OAUTH_CLIENT_ID && env.NEXTCLOUD_BASE_URL)
    found.push({ id: "nextcloud", label: "Nextcloud", key: nextcloudKey(env.NEXTCLOUD_BASE_URL) });
  if (env.OIDC_ISSUER) found.push({ id: "oidc", label: env.OIDC_NAME, key: oidcKey(env.OIDC_ISSUER) });
  return found;
}

export function findIdentityProvider(env: Env, id: string): IdentityProvider | undefined {
  return identityProviders(env).find((provider) => provider.id === id);
}

export function nextcloudKey(baseUrl: string): string {
  return `nextcloud:${baseUrl}`;
}

export function oidcKey(issuer: string): string {
  return `oidc:${issuer}`;
}
