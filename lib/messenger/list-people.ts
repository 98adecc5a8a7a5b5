import { listPeopleOf } from "#db/queries/messenger-people.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { folded } from "./folded.ts";
import { requireMember, requireService } from "./require-member.ts";
import type { PersonJson } from "./room-json.ts";

const MOST_PEOPLE = 200;

/**
 * People of the tenant whose name or id holds `q`, by name.
 * @throws AppError unless a member asks, or a service with `users:read`
 */
export async function listPeople(ctx: Ctx, input: { q?: string | undefined } = {}): Promise<PersonJson[]> {
  const { actor } = ctx;
  const { tenantId } =
    actor.kind === "service" ? requireService(actor, "users:read") : await requireMember(ctx);
  const isOurs = tenantId === ctx.env.MESSENGER_TENANT_ID;
  const found = listPeopleOf(ctx.db, { tenantId, isOurs, q: folded(input.q), most: MOST_PEOPLE });
  return found.map(({ hubUserId, displayName }) => ({ hub_user_id: hubUserId, display_name: displayName }));
}
