import { type RoomHistory, roomHistory } from "./room-history.ts";

/** Rooms whose history stays at hand for coming back to them. */
const KEPT = 12;

interface RoomHistories {
  /** By the room's own id (`RoomJson.id`). */
  of: (roomId: string) => RoomHistory;
  known: (roomId: string) => RoomHistory | undefined;
  all: () => RoomHistory[];
}

export function roomHistories(make: (roomId: string) => RoomHistory = roomHistory): RoomHistories {
  const kept = new Map<string, RoomHistory>();
  return {
    of(roomId) {
      const history = kept.get(roomId) ?? make(roomId);
      // The one used last goes last.
      kept.delete(roomId);
      kept.set(roomId, history);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return history;
    },
    known: (roomId) => kept.get(roomId),
    all: () => [...kept.values()],
  };
}
