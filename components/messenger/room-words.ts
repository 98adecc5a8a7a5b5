import { tinyDayWords, zonedClock } from "#components/booking/clock-words.ts";
import { relativeWords } from "#components/ui/relative-time.tsx";
import type { RoomJson } from "#lib/messenger/room-json.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** When something was last said, briefly: "5 minutes ago" within the hour, "14:05" today, "yesterday", then the day. */
export function roomTimeWords(atMs: number, nowMs: number, zone: string, locale: string): string {
  // A server's clock a little ahead of ours is no future.
  const at = Math.min(atMs, nowMs);
  if (nowMs - at < HOUR) return relativeWords(at, nowMs, locale);
  const { day, time } = zonedClock(at, zone);
  if (day === zonedClock(nowMs, zone).day) return time;
  if (day === zonedClock(nowMs - DAY, zone).day)
    return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-1, "day");
  return tinyDayWords(day, locale);
}

/** Rooms whose name, topic or other person contains every word of what is searched, in their order. */
export function matchingRooms(rooms: readonly RoomJson[], q: string): RoomJson[] {
  const words = q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rooms];
  return rooms.filter((room) => {
    const text = [room.name, room.topic, room.entity_type ?? "", room.entity_id ?? ""]
      .join(" ")
      .toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Whether what an event calls a room is this one: by our id, or by the homeserver's once it has one. */
export function isRoom(
  room: Pick<RoomJson, "id" | "room_id" | "matrix_room_id">,
  id: string | null,
): boolean {
  return id !== null && (id === room.id || id === room.room_id || id === room.matrix_room_id);
}

export function roomHref(id: string): string {
  return `/messenger?room=${encodeURIComponent(id)}`;
}
