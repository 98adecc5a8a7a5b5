import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { database } from "#db/client.ts";
import { findUser } from "#db/queries/users.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { DAY, SECOND, systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { passwordStamp } from "./session.ts";
import { isSecure, sessionSecret } from "./session-cookie.ts";

/** next-auth: email and password, JWT sessions of thirty days. */
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
    ],
    callbacks: {
      async jwt({ token }) {
        const user = token.sub ? await findUser(db, token.sub) : undefined;
        if (!user?.active) return {};
        // A session keeps the stamp it was made with.
        return {
          ...token,
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
