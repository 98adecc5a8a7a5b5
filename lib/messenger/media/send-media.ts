import { mediaOnDisk } from "#db/queries/messenger-media.ts";
import type { RoomRow } from "#db/queries/messenger-rooms.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { MessageJson } from "../room-json.ts";
import { say } from "../say.ts";
import { dropMedia, type KeptMedia } from "./media-files.ts";
import { mediaType, pictureSize } from "./media-type.ts";

export interface MediaToSend {
  /** Sealed under this id already. */
  id: string;
  kept: KeptMedia;
  filename: string;
  /** Words beside it. */
  body: string | undefined;
  idempotencyKey: string | undefined;
}

/**
 * A file that lies here becomes a message of somebody who may write in the room. However that ends, the file stays only
 * where a message shows it.
 * @throws AppError `not_found`, `idempotency_mismatch`
 */
export async function sendMedia(
  ctx: Ctx,
  member: MessengerUser,
  room: Pick<RoomRow, "id">,
  { id, kept, filename, body, idempotencyKey }: MediaToSend,
): Promise<MessageJson> {
  const mimeType = mediaType(kept.head, filename);
  const size = await pictureSize(kept.head);
  const media = {
    id,
    tenantId: member.tenantId,
    filename,
    mimeType,
    size: kept.size,
    width: size?.width ?? null,
    height: size?.height ?? null,
  };
  try {
    const { message } = await say(ctx, member, {
      roomId: room.id,
      body: body ?? filename,
      msgType: mimeType.startsWith("image/") ? "m.image" : "m.file",
      media,
      idempotencyKey,
      fingerprint: [filename, kept.size, kept.sha256],
    });
    return message;
  } finally {
    // Of one that was sent before the file is there already.
    await dropUnshownMedia(ctx, id);
  }
}

/** What failed after its message was stored keeps its file. */
export async function dropUnshownMedia({ db, env }: Pick<Ctx, "db" | "env">, id: string): Promise<void> {
  if (mediaOnDisk(db, id) === "gone") await dropMedia(env, id);
}
