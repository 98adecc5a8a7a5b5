import { listRoomsOf } from "#db/queries/messenger-room-list.ts";
import type { RoomRow } from "#db/queries/messenger-rooms.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import type { RoomJson } from "./room-json.ts";
import { toRoomJson } from "./to-room-json.ts";

/** A room as `member` sees it now. @throws AppError `not_found` for whoever is not in it (any more) */
export function showRoom(
  { db }: Pick<Ctx, "db">,
  member: MessengerUser,
  room: Pick<RoomRow, "id">,
): RoomJson {
  const [listed] = listRoomsOf(db, member, { most: 1, roomId: room.id });
  if (!listed) throw new AppError("not_found", "There is no such room.");
  return toRoomJson(listed);
}
