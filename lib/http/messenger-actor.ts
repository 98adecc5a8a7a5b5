import type { Actor } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hubActor, looksLikeHubToken } from "#lib/messenger/hub-actor.ts";
import { serviceActor } from "#lib/messenger/service-actor.ts";
import type { Endpoint, MessengerAccess } from "./endpoint.ts";
import type { RequestHead } from "./request-head.ts";
import { resolveActor } from "./resolve-actor.ts";

/**
 * Who a request to the messenger speaks for: an application by X-Service-Token, somebody of another hub application by
 * a hub token, else one of ours.
 * @throws AppError `not_signed_in`, `not_allowed`, `messenger_not_configured`
 */
export async function messengerActor(
  base: Pick<Ctx, "db" | "env" | "now">,
  head: RequestHead,
  endpoint: Pick<Endpoint, "method" | "path"> & MessengerAccess,
): Promise<Actor> {
  const serviceToken = head.headers.get("x-service-token");
  if (endpoint.service !== undefined && serviceToken !== null)
    return serviceActor(base, serviceToken, endpoint.service);
  if (endpoint.scope === undefined)
    throw new AppError("not_signed_in", "Send a service token in X-Service-Token.");
  if (serviceToken !== null) throw new AppError("not_allowed", "A service token cannot do this.");
  const bearer = /^Bearer\s+(\S+)$/i.exec(head.headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined && looksLikeHubToken(bearer)) return hubActor(base, bearer);
  return resolveActor(base, head, { ...endpoint, scope: endpoint.scope });
}
