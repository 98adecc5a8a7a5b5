import { setImmediate as turn } from "node:timers/promises";
import { commitTogether } from "#db/commit-together.ts";
import { releaseLease, takeLease } from "#db/queries/leases.ts";
import { forgetRoomThere } from "#db/queries/matrix-people.ts";
import {
  type Delivered,
  findRoomById,
  nextOutgoing,
  noteFailed,
  noteSent,
  type Outgoing,
} from "#db/queries/messenger-deliveries.ts";
import type { RoomRow } from "#db/queries/messenger-rooms.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { announceWaiting, failWaiting, lookAgain, queueRest } from "#db/queries/waiting-messages.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { noteTried } from "./delivery-waiters.ts";
import { matrixTransport } from "./matrix-transport.ts";
import { talkTransport } from "./talk/talk-transport.ts";
import { isFinal, isRoomGone, roomRefused, type Transport } from "./transport.ts";
import { noteTransportFailure, noteTransportWorks, requireTransport } from "./transport-pause.ts";
import { wakeListeners } from "./wake.ts";

/** Other rooms wait for their turn. */
const MOST_A_RUN = 200;
const LONGEST_RUN_MS = 20 * SECOND;
const LEASE_MS = 30 * SECOND;
/** Whoever delivers there may just have looked for the last time. */
const LOOK_AGAIN_MS = SECOND;
/** A room refused so often is never made by itself: what waits in it is told to have failed. */
const ROOM_REFUSALS = 5;
/** So often may something that no transport said stop a room; then its message is passed. */
const UNEXPECTED = 5;

const TRANSPORTS: Record<RoomRow["transport"], Transport | null> = {
  matrix: matrixTransport,
  talk: talkTransport,
  none: null,
};

/**
 * Tells a room what waits in it, in order, one process at a time. What browsers have not heard of, they hear of however
 * it ends.
 * @returns null; what is left is queued anew
 * @throws UpstreamError what the transport failed with
 */
export async function deliverRoom(ctx: Ctx, row: OutboxRow): Promise<number | null> {
  const room = findRoomById(ctx.db, String(row.payload.room ?? ""));
  const transport = room && TRANSPORTS[room.transport];
  if (!room || !transport) return null;
  const lease = { name: `messenger:${room.id}`, owner: newId(), forMs: LEASE_MS };
  const take = () => takeLease(ctx.db, { ...lease, nowMs: ctx.now() });
  if (!(await take())) {
    const nowMs = ctx.now();
    await lookAgain(ctx.db, room, { nowMs, at: nowMs + LOOK_AGAIN_MS });
    return null;
  }
  const hold = { lost: false };
  const renewal = setInterval(() => {
    take().then(
      (isOurs) => {
        hold.lost ||= !isOurs;
      },
      () => undefined,
    );
  }, LEASE_MS / 3);
  try {
    await tellRoom(ctx, { transport, room, row, hold });
    return null;
  } catch (error) {
    noteTransportFailure(ctx, room.transport, error);
    if ((await announceWaiting(ctx.db, room.id, ctx.now())) > 0) wakeListeners();
    noteTried(room.id);
    throw error;
  } finally {
    clearInterval(renewal);
    await releaseLease(ctx.db, lease.name, lease.owner);
  }
}

interface Run {
  transport: Transport;
  room: RoomRow;
  row: OutboxRow;
  /** `lost`: another process delivers there by now. */
  hold: { readonly lost: boolean };
}

async function tellRoom(ctx: Ctx, run: Run): Promise<void> {
  const { transport, hold } = run;
  requireTransport(ctx, run.room.transport);
  const there = await provision(ctx, run);
  if (!there) return;
  let room = there;
  const endsAt = ctx.now() + LONGEST_RUN_MS;
  for (let told = 0; told < MOST_A_RUN && ctx.now() < endsAt && !hold.lost; told++) {
    const outgoing = nextOutgoing(ctx.db, room.id, ctx.now());
    if (!outgoing) break;
    room = await tellOne(ctx, { ...run, room }, outgoing);
    noteTried(room.id, outgoing.message.id);
    wakeListeners();
  }
  const more = !hold.lost && (await transport.settle(ctx, room));
  await queueRest(ctx.db, room, { nowMs: ctx.now(), more });
}

/** @returns null where the room can never be there; what waited in it has failed then */
async function provision(ctx: Ctx, { transport, room, row }: Run): Promise<RoomRow | null> {
  try {
    return await transport.provision(ctx, room).catch((error: unknown) => {
      if (!isRoomGone(error)) throw error;
      return makeAnew(ctx, transport, room, error);
    });
  } catch (error) {
    const refusals = Number(row.payload.refusals ?? 0) + 1;
    // Who has no place there has none tomorrow either.
    const never = isFinal(error) && (refusals >= ROOM_REFUSALS || error.reason === "nobody-there");
    if (!never) throw error;
    log().warn({ room: room.id, reason: error.message }, "a room cannot be made at its transport");
    const failure = { error: error.message, nowMs: ctx.now(), limit: MOST_A_RUN };
    // Other writers and other requests of this process have their turn in between.
    while (await failWaiting(ctx.db, room.id, failure)) await turn();
    noteTried(room.id);
    wakeListeners();
    return null;
  }
}

async function tellOne(ctx: Ctx, { transport, room, row }: Run, outgoing: Outgoing): Promise<RoomRow> {
  const { message, notification } = outgoing;
  const fail = (reason: string, announce = true) =>
    commitTogether(ctx.db, () => noteFailed(ctx.db, message.id, reason, ctx.now(), { announce }));
  if (notification?.expiresAt && notification.expiresAt <= ctx.now()) {
    await fail("It was not to be told any more when its turn came (expires_at).", false);
    return room;
  }
  let said: { delivered: Delivered; room: RoomRow };
  try {
    said = await say(ctx, transport, room, outgoing);
  } catch (error) {
    const isPoison = !(error instanceof UpstreamError) && row.attempts >= UNEXPECTED;
    if (!isFinal(error) && !isPoison) throw error;
    log().warn({ err: error, message: message.id }, "a message was refused for good");
    await fail(error instanceof UpstreamError ? error.message : "It could not be written as a message.");
    return findRoomById(ctx.db, room.id) ?? room;
  }
  // Of a room that was there already nobody was asked before.
  noteTransportWorks(ctx, room.transport);
  await commitTogether(ctx.db, () => noteSent(ctx.db, message.id, said.delivered, ctx.now()));
  return said.room;
}

async function say(ctx: Ctx, transport: Transport, room: RoomRow, outgoing: Outgoing) {
  try {
    return { delivered: await transport.deliver(ctx, room, outgoing), room };
  } catch (error) {
    if (!isRoomGone(error)) throw error;
    const anew = await makeAnew(ctx, transport, room, error).catch((refusal: unknown) => {
      throw isFinal(refusal) ? roomRefused(refusal) : refusal;
    });
    return { delivered: await transport.deliver(ctx, anew, outgoing), room: anew };
  }
}

/** A room that was taken away over there is made again, once. */
async function makeAnew(ctx: Ctx, transport: Transport, room: RoomRow, why: unknown): Promise<RoomRow> {
  log().warn({ room: room.id, reason: String(why) }, "a room is gone at its transport; it is made again");
  return transport.provision(ctx, await forgetRoomThere(ctx.db, room.id));
}
