import { listTalkRooms } from "#db/queries/talk-rooms.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { missingNextcloudConfig } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";
import { listRooms } from "#lib/nextcloud/talk-rooms.ts";
import { isFinal } from "../transport.ts";
import { noteTransportFailure, noteTransportWorks, transportPause } from "../transport-pause.ts";
import { readTalkRoom } from "./read-talk-room.ts";

/** As many as Talk lists in one answer that is read. */
const MOST_ROOMS = 20_000;
const MOST_READ = 50;

/**
 * What people said in Talk: one request says in which conversations something is new, and only those are read. Nothing
 * is asked while no room is at Talk. @returns how many were read
 */
export async function readTalkRooms(ctx: Ctx): Promise<number> {
  if (missingNextcloudConfig(ctx.env).length > 0 || transportPause(ctx, "talk")) return 0;
  const rooms = listTalkRooms(ctx.db, MOST_ROOMS);
  if (rooms.length === 0) return 0;
  try {
    return await asServiceAccount(ctx, async (transport) => {
      const newest = new Map(
        (await listRooms(transport)).map(({ token, lastMessage }) => [token, lastMessage?.id ?? null]),
      );
      noteTransportWorks(ctx, "talk");
      const changed = rooms.filter(({ talkToken, talkReadId }) => (newest.get(talkToken) ?? 0) > talkReadId);
      for (const room of changed.slice(0, MOST_READ)) {
        try {
          await readTalkRoom(ctx, transport, room);
        } catch (error) {
          if (!isFinal(error)) throw error;
          log().warn({ err: error, room: room.id }, "a conversation could not be read");
        }
      }
      return Math.min(changed.length, MOST_READ);
    });
  } catch (error) {
    noteTransportFailure(ctx, "talk", error);
    log().warn({ reason: error instanceof Error ? error.message : String(error) }, "Talk could not be read");
    return 0;
  }
}
