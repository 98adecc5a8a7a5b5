import { unlinkUserIdentity } from "#db/queries/identities.ts";
import { AppError } from "#lib/core/errors.ts";
import { auditEntry } from "./audit.ts";
import type { Ctx } from "./context.ts";
import { findIdentityProvider } from "./identity.ts";
import { requireUser } from "./permissions.ts";

/**
 * Whoever is signed in parts from their identity at a provider (`nextcloud`, `oidc`).
 * @throws AppError `not_signed_in`, `not_allowed`, `not_found`, `conflict` when it is their only way to sign in
 */
export async function unlinkIdentity(ctx: Ctx, providerId: string): Promise<void> {
  const userId = requireUser(ctx.actor);
  const provider = findIdentityProvider(ctx.env, providerId)?.key;
  const outcome = provider
    ? await unlinkUserIdentity(ctx.db, {
        userId,
        provider,
        audit: auditEntry(ctx, {
          entity: "user",
          entityId: userId,
          action: "identity_unlinked",
          detail: { provider },
        }),
      })
    : "not_found";
  if (outcome === "not_found") throw new AppError("not_found", "No such account is linked.");
  if (outcome === "last_way_in")
    throw new AppError("conflict", "This is your only way to sign in. Ask for a password first.");
}
