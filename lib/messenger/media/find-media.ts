import { findMedia, type MediaRow } from "#db/queries/messenger-media.ts";
import { findRoomOf } from "#db/queries/messenger-rooms.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";

/** A file of a room that this member may see. @throws AppError `not_found`, also for those of other rooms */
export function requireMediaOf(
  { db }: Pick<Ctx, "db">,
  member: Pick<MessengerUser, "id" | "tenantId">,
  id: string,
): MediaRow {
  const found = findMedia(db, member.tenantId, id);
  if (found && findRoomOf(db, member, found.room.id)) return found.media;
  throw new AppError("not_found", "There is no such file.");
}
