import type { AddressedEvent } from "#db/queries/read-events.ts";

/**
 * Those among the people of the event's tenant who may hear it: the one it is for, or everybody where the room is open,
 * or who is in the room now. What has neither is for nobody.
 * @param listeners of the tenant, by messenger_users.id
 * @param membersOf who is in a room, asked for rooms that are not open
 */
export function* visibleTo<Listener>(
  event: Pick<AddressedEvent, "userId" | "roomId" | "isOpenRoom">,
  listeners: ReadonlyMap<string, ReadonlySet<Listener>>,
  membersOf: (roomId: string) => readonly string[],
): Generator<Listener> {
  if (event.userId !== null) yield* listeners.get(event.userId) ?? [];
  else if (event.isOpenRoom) for (const own of listeners.values()) yield* own;
  else if (event.roomId !== null)
    for (const userId of membersOf(event.roomId)) yield* listeners.get(userId) ?? [];
}
