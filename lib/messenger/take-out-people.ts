import { listToTakeOut, noteTakenOut } from "#db/queries/matrix-people.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { log } from "#lib/core/log.ts";
import type { Matrix } from "./matrix-of.ts";
import { isFinal } from "./transport.ts";

const MOST_A_RUN = 50;

/** Who was shut out reads on in no room of the homeserver. @throws UpstreamError where it does not answer */
export async function takeOutPeople(ctx: Ctx, { client }: Matrix): Promise<number> {
  const people = listToTakeOut(ctx.db, MOST_A_RUN);
  for (const { roomId, matrixRoomId, userId, matrixUserId } of people) {
    try {
      await client.leave(matrixRoomId, matrixUserId);
    } catch (error) {
      if (!isFinal(error)) throw error;
      log().warn({ err: error, room: roomId, user: userId }, "somebody could not be taken out of a room");
    }
    await noteTakenOut(ctx.db, roomId, userId);
  }
  return people.length;
}
