import type { Delivered, Outgoing } from "#db/queries/messenger-deliveries.ts";
import type { RoomRow } from "#db/queries/messenger-rooms.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";

/** A way to people beside the browser. What fails is an UpstreamError. */
export interface Transport {
  /**
   * The room at the transport, made and named where it is not there, with everybody a closed room is for. Safe to
   * repeat.
   * @returns the room as it is known from then on
   * @throws UpstreamError; `rejected` and not retryable where this room can never be there
   */
  provision(ctx: Ctx, room: RoomRow): Promise<RoomRow>;
  /**
   * Says one thing in a room that is there already. Saying it again says nothing twice.
   * @throws UpstreamError; `rejected` and not retryable for what this message alone is refused for, with the reason
   *   `room-gone` where the room is no longer there
   */
  deliver(ctx: Ctx, room: RoomRow, outgoing: Outgoing): Promise<Delivered>;
  /** What may wait until everything is said. @returns whether there is more of it */
  settle(ctx: Ctx, room: RoomRow): Promise<boolean>;
}

/** Whether trying again can change nothing. */
export function isFinal(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.kind === "rejected" && !error.retryable;
}

/** The room somebody wrote to was taken away at its transport. */
export function roomGone(service: string, cause: UpstreamError): UpstreamError {
  return new UpstreamError({
    service,
    kind: "rejected",
    reason: "room-gone",
    retryable: false,
    message: cause.message,
    cause,
  });
}

export function isRoomGone(error: unknown): boolean {
  return error instanceof UpstreamError && error.reason === "room-gone";
}

/** That it cannot be made again says nothing of what was to be said in it: the next attempt begins with the room. */
export function roomRefused(cause: UpstreamError): UpstreamError {
  const { service, message } = cause;
  return new UpstreamError({
    service,
    kind: "rejected",
    reason: "room-refused",
    retryable: true,
    message,
    cause,
  });
}
