import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { database } from "#db/client.ts";
import { findUser } from "#db/queries/users.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { DAY, SECOND, systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { newId } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { finishIdentityFlow } from "./finish-identity-flow.ts";
import { oauthProviders } from "./oauth-providers.ts";
import { passwordStamp } from "./session.ts";
import { isSecure, sessionSecret } from "./session-cookie.ts";

/** next-auth: email and password, and the configured identity providers; JWT sessions of thirty days. */
export function authOptions(): NextAuthOptions {
  const db = database(env().DATABASE_URL);
  return {
    secret: sessionSecret(env()),
    useSecureCookies: isSecure(env()),
    session: { strategy: "jwt", maxAge: (30 * DAY) / SECOND },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (credentials) => signIn({ db, now: systemClock }, credentials),
      }),
      ...oauthProviders(env()),
    ],
    // What next-auth would print holds profiles and whole errors.
    logger: {
      error: (code, detail) => {
        const error = detail instanceof Error ? detail : detail.error;
        // The sentence may be what stood in an address.
        const reason = error instanceof Error ? error.message.slice(0, 300) : undefined;
        log().warn({ code, reason }, "next-auth");
      },
      warn: (code) => log().warn({ code }, "next-auth"),
      debug: () => undefined,
    },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        const base = { db, env: env(), now: systemClock };
        const outcome = await finishIdentityFlow(base, account.provider, profile);
        if ("goTo" in outcome) return outcome.goTo;
        // next-auth makes the session's `sub` from this: ours, not the provider's.
        user.id = outcome.userId;
        return true;
      },
      async jwt({ token }) {
        const user = token.sub ? await findUser(db, token.sub) : undefined;
        if (!user?.active) return {};
        // A session keeps the stamp it was made with.
        return {
          ...token,
          // Stays the same while next-auth seals the cookie anew.
          sid: token.sid ?? newId(),
          name: user.name,
          email: user.email,
          role: user.role,
          stamp: token.stamp ?? passwordStamp(user),
        };
      },
      session({ session, token }) {
        return { ...session, user: { ...session.user, role: token.role } };
      },
    },
  };
}
