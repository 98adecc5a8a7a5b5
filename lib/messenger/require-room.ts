import { findRoomOf, isOpenRoom, type RoomRow } from "#db/queries/messenger-rooms.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";

/** No id of ours or of a homeserver is longer (Matrix spec, identifier grammar). */
const LONGEST_ID = 255;

/**
 * A room that this member may see, by our id or the homeserver's.
 * @throws AppError `not_found`: nobody learns which rooms there are elsewhere
 */
export function requireRoom(
  { db }: Pick<Ctx, "db">,
  member: Pick<MessengerUser, "id" | "tenantId">,
  roomId: string,
): RoomRow {
  const room = roomId.length > LONGEST_ID ? undefined : findRoomOf(db, member, roomId);
  if (room) return room;
  throw new AppError("not_found", "There is no such room.");
}

/** As `requireRoom`, one whose members are its own matter. @throws AppError also `conflict` */
export function requireGroup(
  ctx: Pick<Ctx, "db">,
  member: Pick<MessengerUser, "id" | "tenantId">,
  roomId: string,
): RoomRow {
  const room = requireRoom(ctx, member, roomId);
  if (room.kind === "group") return room;
  throw new AppError(
    "conflict",
    isOpenRoom(room) ? "Everybody is in this room." : "This room is for the two of you alone.",
  );
}
