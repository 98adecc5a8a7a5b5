import { listIdentities } from "#db/queries/identities.ts";
import type { Ctx } from "./context.ts";
import { type IdentityProviderId, identityProviders } from "./identity.ts";
import { requireUser } from "./permissions.ts";

/** A configured provider, and whether whoever is signed in has linked their account there. */
export interface WayIn {
  id: IdentityProviderId;
  label: string;
  linked: boolean;
}

/** @throws AppError `not_signed_in`, `not_allowed` */
export async function listWaysIn(ctx: Ctx): Promise<WayIn[]> {
  const userId = requireUser(ctx.actor);
  const providers = identityProviders(ctx.env);
  if (providers.length === 0) return [];
  const own = new Set((await listIdentities(ctx.db, userId)).map((identity) => identity.provider));
  return providers.map(({ id, label, key }) => ({ id, label, linked: own.has(key) }));
}
