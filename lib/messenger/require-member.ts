import { type MessengerUser, seeMessengerUser } from "#db/queries/messenger-users.ts";
import type { Actor, HubRole } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireSignedIn } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { matrixUserId, userLocalpart } from "./matrix/matrix-names.ts";
import type { ServiceScope } from "./service-scopes.ts";

type MessengerCtx = Pick<Ctx, "actor" | "db" | "env" | "now">;

/** Who somebody is in the messenger; undefined for whoever is nobody there. */
function personOf(
  actor: Actor,
  ownTenant: string,
): { tenantId: string; hubUserId: string; displayName: string; role: HubRole } | undefined {
  if (actor.kind === "hub")
    return {
      tenantId: actor.tenantId,
      hubUserId: actor.hubUserId,
      displayName: actor.name,
      role: actor.role,
    };
  if (!("userId" in actor)) return undefined;
  const role = actor.kind === "admin" ? "admin" : "user";
  return { tenantId: ownTenant, hubUserId: actor.userId, displayName: actor.name, role };
}

/**
 * The member who acts, entered at first sight.
 * @throws AppError `not_signed_in`, `not_allowed` for services and for members an admin has shut out
 */
export async function requireMember({ actor, db, env, now }: MessengerCtx): Promise<MessengerUser> {
  requireSignedIn(actor);
  const person = personOf(actor, env.MESSENGER_TENANT_ID);
  if (!person) throw new AppError("not_allowed", "This is for people; a service token cannot do it.");
  const server = env.MATRIX_SERVER_NAME;
  const matrixId =
    server === undefined
      ? null
      : matrixUserId(userLocalpart(person.tenantId, person.hubUserId, server), server);
  const member = seeMessengerUser(db, { ...person, matrixUserId: matrixId }, now());
  if (!member.active) throw new AppError("not_allowed", "An admin has closed the messenger to this person.");
  return member;
}

/** @throws AppError as `requireMember`, and `not_allowed` for viewers, who read only */
export async function requireWriter(ctx: MessengerCtx): Promise<MessengerUser> {
  const member = await requireMember(ctx);
  if (member.role === "viewer") throw new AppError("not_allowed", "Viewers read only.");
  return member;
}

/** @throws AppError as `requireMember`, and `not_allowed` unless they are an admin of their tenant */
export async function requireMessengerAdmin(ctx: MessengerCtx): Promise<MessengerUser> {
  const member = await requireMember(ctx);
  if (member.role !== "admin") throw new AppError("not_allowed", "Only an admin may do this.");
  return member;
}

/** @throws AppError unless a service with this scope acts */
export function requireService(actor: Actor, scope: ServiceScope): Extract<Actor, { kind: "service" }> {
  requireSignedIn(actor);
  if (actor.kind !== "service" || !actor.serviceScopes.includes(scope))
    throw new AppError("not_allowed", `This needs a service token with the scope ${scope}.`);
  return actor;
}
