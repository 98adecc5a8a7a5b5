import type { Ctx } from "#lib/auth/context.ts";
import { findIdentityProvider, type IdentityProviderId } from "#lib/auth/identity.ts";
import { linkIdentity } from "#lib/auth/link-identity.ts";
import { readIdentity } from "#lib/auth/read-identity.ts";
import { signInWithIdentity } from "#lib/auth/sign-in-with-identity.ts";
import { AppError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { linkIntent } from "./link-intent.ts";
import { pageActor } from "./page-actor.ts";

/** Who is signed in now, or the page to go to instead of signing in. */
export type FinishedFlow = { userId: string } | { goTo: string };

/** A provider has proven somebody's identity: they are signed in, or, where that was the intent, it is linked. Never throws. */
export async function finishIdentityFlow(
  base: Pick<Ctx, "db" | "env" | "now">,
  providerId: string,
  profile: unknown,
): Promise<FinishedFlow> {
  const provider = findIdentityProvider(base.env, providerId);
  let page = "/sign-in";
  try {
    const linkFor = await linkIntent(base.env);
    if (linkFor !== null) page = "/sign-in/linked";
    const identity = provider ? readIdentity(base.env, provider.id, profile) : null;
    if (!provider || !identity) return { goTo: `${page}?error=identity_malformed` };
    if (linkFor !== null) return { goTo: await link(base, linkFor, provider.id, identity) };
    const outcome = await signInWithIdentity(base, identity);
    if (outcome.kind === "signed_in") return { userId: outcome.userId };
    log().info({ provider: providerId, reason: outcome.reason }, "a sign-in with an identity was refused");
    return { goTo: `${page}?error=${outcome.reason}` };
  } catch (error) {
    log().error({ err: error, provider: providerId }, "a sign-in with an identity failed");
    return { goTo: `${page}?error=identity_failed` };
  }
}

async function link(
  base: Pick<Ctx, "db" | "env" | "now">,
  userId: string,
  provider: IdentityProviderId,
  identity: Parameters<typeof linkIdentity>[1],
): Promise<string> {
  const actor = await pageActor(base.db, base.env);
  // Signed out meanwhile, or somebody else has come in.
  if (!("userId" in actor) || actor.userId !== userId) return "/sign-in?error=link_expired";
  try {
    await linkIdentity({ ...base, actor }, identity);
    return `/sign-in/linked?linked=${provider}`;
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return "/sign-in/linked?error=link_taken";
    throw error;
  }
}
