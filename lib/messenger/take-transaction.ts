import { createHash } from "node:crypto";
import { findUserByMatrixId } from "#db/queries/matrix-people.ts";
import { findRoomAtMatrix, lastNameOf, takeOnce } from "#db/queries/matrix-transactions.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { log } from "#lib/core/log.ts";
import { type RoomEvent, readEvent } from "./matrix/read-event.ts";
import { matrixOf } from "./matrix-of.ts";
import { takeEvent } from "./take-event.ts";
import { wakeListeners } from "./wake.ts";

type Said = Exclude<RoomEvent, { kind: "ignored" }>;

/** The homeserver waits for us; a name is not worth more. */
const NAMES_MS = 2000;
/** Rooms that are asked for names in one transaction. */
const MOST_ASKED = 3;

/**
 * What the homeserver pushed (application service API, "Pushing events"), taken once. A homeserver that was emptied
 * counts its transactions anew, so that one is known by its events too.
 * @param events as they came; what cannot be read is passed
 */
export async function takeTransaction(ctx: Ctx, txnId: string, events: readonly unknown[]): Promise<void> {
  const said = events.map(readEvent).filter((event): event is Said => event.kind !== "ignored");
  const names = await namesOf(ctx, said);
  const hash = createHash("sha256").update(JSON.stringify(said.map(({ eventId }) => eventId)));
  const isNew = await takeOnce(
    ctx.db,
    { key: `${txnId}:${hash.digest("base64url")}`, events: said, nowMs: ctx.now() },
    {
      apply: (event) => takeEvent(ctx, event, names),
      failed: (error, { eventId }) =>
        log().error({ err: error, eventId }, "an event of the homeserver was passed"),
    },
  );
  if (isNew && said.length > 0) wakeListeners();
}

/** Names of those who say something here and are nobody of ours, by user id: what was said of them, else what is known. */
async function namesOf(ctx: Ctx, events: readonly Said[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const event of events)
    if (event.kind === "membership" && event.membership === "join" && event.displayName)
      names.set(event.userId, event.displayName);
  const rooms = new Set<string>();
  for (const event of events) {
    if (event.kind !== "message" || names.has(event.sender) || findUserByMatrixId(ctx.db, event.sender))
      continue;
    const room = findRoomAtMatrix(ctx.db, event.roomId);
    const known = room && lastNameOf(ctx.db, room.id, event.sender);
    if (known) names.set(event.sender, known);
    else if (room) rooms.add(event.roomId);
  }
  const asked = [...rooms].slice(0, MOST_ASKED).map((roomId) => askNames(ctx, roomId, names));
  const { promise: timeUp, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, NAMES_MS);
  await Promise.race([Promise.all(asked), timeUp]);
  clearTimeout(timer);
  return names;
}

async function askNames(ctx: Ctx, roomId: string, names: Map<string, string>): Promise<void> {
  try {
    for (const { userId, displayName } of await matrixOf(ctx).client.joinedMembers(roomId))
      if (displayName && !names.has(userId)) names.set(userId, displayName);
  } catch (error) {
    log().debug({ err: error }, "names of a room could not be asked for");
  }
}
