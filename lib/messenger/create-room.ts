import { createGroup } from "#db/queries/messenger-memberships.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { provisionRoom } from "./provision-room.ts";
import { requireWriter } from "./require-member.ts";
import { requirePeople } from "./require-people.ts";
import type { RoomJson } from "./room-json.ts";
import { showRoom } from "./show-room.ts";
import { transportOf } from "./transport-of.ts";
import { wakeListeners } from "./wake.ts";

/** What the answer waits for the room's id at its transport at most. */
const WAIT_MS = SECOND;

export interface NewRoom {
  name: string;
  topic?: string | undefined;
  /** Hub user ids. */
  invite_users?: string[] | undefined;
}

/**
 * A room of whoever makes it and of those they ask in.
 * @throws AppError unless a member who writes acts; `invalid_input` naming whoever nobody knows
 */
export async function createRoom(ctx: Ctx, input: NewRoom): Promise<RoomJson> {
  const member = await requireWriter(ctx);
  const invited = await requirePeople(ctx, member.tenantId, {
    hubUserIds: input.invite_users ?? [],
    field: "invite_users",
  });
  const room = await createGroup(
    ctx.db,
    {
      tenantId: member.tenantId,
      name: input.name,
      topic: input.topic ?? "",
      transport: transportOf(ctx.env),
      createdBy: member.id,
      members: [member.id, ...invited.map(({ id }) => id)],
    },
    ctx.now(),
  );
  wakeListeners();
  await provisionRoom(ctx, room.id, WAIT_MS);
  return showRoom(ctx, member, room);
}
