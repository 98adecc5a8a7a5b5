import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { findIdentityProvider } from "#lib/auth/identity.ts";
import { SECOND } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { returnToken } from "#lib/nextcloud/return-token.ts";
import { tokenOwner } from "#lib/nextcloud/token-owner.ts";

/** What a provider told about somebody; `readIdentity` reads it. */
type RawProfile = Record<string, unknown>;

const httpOptions = { timeout: 8 * SECOND };

/** next-auth's providers for what is configured. Tokens are used once, to learn who it is, and not kept. */
export function oauthProviders(env: Env): OAuthConfig<RawProfile>[] {
  return [...nextcloudProvider(env), ...oidcProvider(env)];
}

/**
 * Nextcloud's OAuth2 app: authorization code with `state`, no scopes (docs.nextcloud.com, "OAuth2"). Newer servers
 * check PKCE, older ones pass over it. The browser goes to the public address, we to the configured one.
 */
function nextcloudProvider(env: Env): OAuthConfig<RawProfile>[] {
  const provider = findIdentityProvider(env, "nextcloud");
  const baseUrl = env.NEXTCLOUD_BASE_URL;
  if (!provider || !baseUrl) return [];
  return [
    {
      id: provider.id,
      name: provider.label,
      type: "oauth",
      clientId: env.NEXTCLOUD_OAUTH_CLIENT_ID,
      clientSecret: env.NEXTCLOUD_OAUTH_CLIENT_SECRET,
      checks: ["pkce", "state"],
      authorization: {
        url: `${env.NEXTCLOUD_PUBLIC_URL ?? baseUrl}/index.php/apps/oauth2/authorize`,
        params: { scope: "" },
      },
      token: { url: `${baseUrl}/index.php/apps/oauth2/api/v1/token` },
      userinfo: {
        request: async ({ tokens }) => {
          if (!tokens.access_token) throw new AppError("upstream_failed", "Nextcloud gave no token.");
          const owner = await tokenOwner(baseUrl, tokens.access_token);
          // Nobody waits for it: where it fails, the token ends by itself within the hour.
          returnToken(baseUrl, tokens.access_token).catch((error: unknown) =>
            log().warn({ err: error }, "an OAuth2 token could not be given back to Nextcloud"),
          );
          const profile = { sub: owner.id, owner };
          return profile;
        },
      },
      profile: profileOf,
      httpOptions,
    },
  ];
}

/**
 * Any OpenID Connect provider: discovery, PKCE, `state` and `nonce`; openid-client verifies the id_token. Claims that
 * only the userinfo endpoint tells (Core 1.0, section 5.4) complete it.
 */
function oidcProvider(env: Env): OAuthConfig<RawProfile>[] {
  const provider = findIdentityProvider(env, "oidc");
  if (!provider) return [];
  return [
    {
      id: provider.id,
      name: provider.label,
      type: "oauth",
      wellKnown: `${env.OIDC_ISSUER}/.well-known/openid-configuration`,
      clientId: env.OIDC_CLIENT_ID,
      clientSecret: env.OIDC_CLIENT_SECRET,
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      authorization: { params: { scope: "openid email profile" } },
      userinfo: {
        request: async ({ tokens, client }) => {
          const claims = claimsOf(tokens);
          const more =
            client.issuer.metadata.userinfo_endpoint && tokens.access_token
              ? await client.userinfo(tokens.access_token)
              : claims;
          // Core 1.0, section 5.3.2: another `sub` is another person's answer.
          if (more.sub !== claims.sub)
            throw new AppError("upstream_failed", "The provider spoke of two people.");
          return { ...more, ...claims };
        },
      },
      profile: profileOf,
      httpOptions,
    },
  ];
}

/** The claims openid-client has verified. next-auth types the token set without its method. */
function claimsOf(tokens: object): { sub?: string } {
  return "claims" in tokens && typeof tokens.claims === "function" ? tokens.claims() : {};
}

/** Only what next-auth insists on: who it is, the sign-in callback reads. */
function profileOf(profile: RawProfile): { id: string } {
  return { id: z.string().catch("unknown").parse(profile.sub) };
}
