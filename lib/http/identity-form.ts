import { database } from "#db/client.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { findIdentityProvider, type IdentityProvider } from "#lib/auth/identity.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { clientAddress } from "./client-address.ts";
import { takeLimit } from "./limits.ts";
import { toAppError } from "./problem.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { seeOther } from "./see-other.ts";
import { sessionActor } from "./session.ts";

type Route = (request: Request, context: { params: Promise<{ provider: string }> }) => Promise<Response>;

/**
 * A plain form about one provider: it must come from a page of ours, is limited like other changes, and every refusal
 * goes back to `page` with a word in the address.
 */
export function identityForm(
  page: "/sign-in" | "/sign-in/linked",
  handle: (call: { ctx: Ctx; request: Request; provider: IdentityProvider }) => Promise<Response>,
): Route {
  return async (request, { params }) => {
    const environment = env();
    const base = { db: database(environment.DATABASE_URL), env: environment, now: systemClock };
    try {
      requireSameOrigin(request, environment);
      await takeLimit(base, "write", clientAddress(request));
      const provider = findIdentityProvider(environment, (await params).provider);
      if (!provider) throw new AppError("not_found", "This provider is not configured.");
      const actor = await sessionActor(base.db, environment, request);
      return await handle({ ctx: { ...base, actor }, request, provider });
    } catch (error) {
      const { code } = toAppError(error);
      if (code === "not_signed_in") return seeOther("/sign-in");
      return seeOther(`${page}?error=${WORDS[code] ?? "identity_failed"}`);
    }
  };
}

const WORDS: Record<string, string> = {
  rate_limited: "rate_limited",
  not_found: "provider_unknown",
  conflict: "last_way_in",
};
