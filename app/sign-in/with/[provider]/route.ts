import { safeNext } from "#components/console/safe-next.ts";
import { identityForm } from "#lib/http/identity-form.ts";
import { readBody } from "#lib/http/read-body.ts";
import { startIdentityFlow } from "#lib/http/start-identity-flow.ts";

/** Signs in with a provider: `next` says where to afterwards. */
export const POST = identityForm("/sign-in", async ({ ctx, request, provider }) => {
  const body = await readBody(request);
  const next = body.kind === "form" ? body.value.next : null;
  const callbackUrl = safeNext(typeof next === "string" ? next : null);
  return startIdentityFlow(request, { env: ctx.env, provider, callbackUrl, linkFor: null });
});
