import { requireUser } from "#lib/auth/permissions.ts";
import { identityForm } from "#lib/http/identity-form.ts";
import { startIdentityFlow } from "#lib/http/start-identity-flow.ts";

/** Links an account at a provider with whoever is signed in. */
export const POST = identityForm("/sign-in/linked", async ({ ctx, request, provider }) => {
  const linkFor = requireUser(ctx.actor);
  return startIdentityFlow(request, { env: ctx.env, provider, callbackUrl: "/sign-in/linked", linkFor });
});
