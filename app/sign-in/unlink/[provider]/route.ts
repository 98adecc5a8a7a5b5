import { unlinkIdentity } from "#lib/auth/unlink-identity.ts";
import { identityForm } from "#lib/http/identity-form.ts";
import { seeOther } from "#lib/http/see-other.ts";

/** Whoever is signed in parts from their account at a provider. */
export const POST = identityForm("/sign-in/linked", async ({ ctx, provider }) => {
  await unlinkIdentity(ctx, provider.id);
  return seeOther(`/sign-in/linked?unlinked=${provider.id}`);
});
