import type { Db } from "#db/client.ts";
import { findServiceToken, touchServiceToken } from "#db/queries/service-tokens.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { equalSecrets, hashToken } from "#lib/core/ids.ts";
import { SERVICE_SCOPES, type ServiceScope } from "./service-scopes.ts";

/** `notifications.sent_by` of what came with the token of the environment. */
export const ENVIRONMENT_TOKEN = "env";
/** Documentation shows tokens that end so; whoever copies one has told it to everybody. */
const DOCUMENTED = /-dev$/;

/**
 * The application a service token belongs to: MESSENGER_SERVICE_TOKEN, compared in constant time, or one made in the
 * console, looked for by its hash.
 * @throws AppError `not_signed_in` for a token nobody knows or that was revoked, `not_allowed` without the scope
 */
export async function serviceActor(
  base: { db: Db; env: Env; now: Clock },
  token: string,
  scope: ServiceScope,
): Promise<Actor> {
  const { MESSENGER_SERVICE_TOKEN, MESSENGER_TENANT_ID, NODE_ENV } = base.env;
  if (MESSENGER_SERVICE_TOKEN && equalSecrets(token, MESSENGER_SERVICE_TOKEN)) {
    if (NODE_ENV === "production" && DOCUMENTED.test(token))
      throw new AppError(
        "not_signed_in",
        "MESSENGER_SERVICE_TOKEN is one that documentation shows (it ends in -dev) and is refused in production.",
      );
    return {
      kind: "service",
      tokenId: ENVIRONMENT_TOKEN,
      name: "MESSENGER_SERVICE_TOKEN",
      tenantId: MESSENGER_TENANT_ID,
      serviceScopes: SERVICE_SCOPES,
    };
  }
  const known = findServiceToken(base.db, hashToken(token));
  if (!known) throw new AppError("not_signed_in", "This service token is not valid (any more).");
  touchServiceToken(base.db, known, base.now());
  if (!known.scopes.includes(scope))
    throw new AppError("not_allowed", `This service token lacks the scope ${scope}.`);
  const { id, name, tenantId, scopes } = known;
  return { kind: "service", tokenId: id, name, tenantId, serviceScopes: scopes };
}
