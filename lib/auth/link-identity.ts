import { linkUserIdentity } from "#db/queries/identities.ts";
import { AppError } from "#lib/core/errors.ts";
import { auditEntry } from "./audit.ts";
import type { Ctx } from "./context.ts";
import type { Identity } from "./identity.ts";
import { requireUser } from "./permissions.ts";

/**
 * Links the identity just proven at a provider with whoever is signed in; one from before at the same provider gives way.
 * @throws AppError `not_signed_in`, `not_allowed`, `conflict` when it is somebody else's
 */
export async function linkIdentity(ctx: Ctx, identity: Identity): Promise<void> {
  const userId = requireUser(ctx.actor);
  const { provider, subject } = identity;
  const outcome = await linkUserIdentity(ctx.db, {
    identity: { provider, subject, userId, linkedAt: ctx.now() },
    replace: true,
    audit: auditEntry(ctx, {
      entity: "user",
      entityId: userId,
      action: "identity_linked",
      detail: { provider, by: "hand" },
    }),
  });
  if (outcome === "taken") throw new AppError("conflict", "This account is linked with somebody else.");
  if (outcome !== "linked") throw new AppError("not_allowed", "This account could not be linked.");
}
