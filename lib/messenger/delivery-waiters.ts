import { processWide } from "#lib/core/process-wide.ts";

interface Waiters {
  count: number;
  /** By room, by message. */
  rooms: Map<string, Map<string, () => void>>;
}

/** Requests of this process that wait for a message to be tried. */
function waiters(): Waiters {
  return processWide("messenger.waiters", () => ({ count: 0, rooms: new Map() }));
}

export function countWaiters(): number {
  return waiters().count;
}

/** @returns `tried` resolves once the message was tried; `leave` ends the waiting */
export function waitForTry(roomId: string, messageId: string): { tried: Promise<void>; leave(): void } {
  const all = waiters();
  const { promise: tried, resolve } = Promise.withResolvers<void>();
  const room = all.rooms.get(roomId) ?? new Map<string, () => void>();
  all.rooms.set(roomId, room);
  room.set(messageId, resolve);
  all.count += 1;
  return {
    tried,
    leave() {
      if (!room.delete(messageId)) return;
      all.count -= 1;
      if (room.size === 0 && all.rooms.get(roomId) === room) all.rooms.delete(roomId);
    },
  };
}

/** One message was tried, well or badly; without one everything in the room was. */
export function noteTried(roomId: string, messageId?: string): void {
  const room = waiters().rooms.get(roomId);
  if (messageId !== undefined) room?.get(messageId)?.();
  else for (const resolve of room?.values() ?? []) resolve();
}
