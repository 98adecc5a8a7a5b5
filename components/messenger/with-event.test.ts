import { expect, test } from "vitest";
import { readRoom } from "./read-messenger.ts";
import { withEvent, withRoom, withUnread } from "./with-event.ts";

const at = "2026-03-11T10:30:00.000Z";
const rooms = [
  readRoom({ id: "1", room_id: "!a:x", matrix_room_id: "!a:x", name: "Allgemein", unread: 2 }),
  readRoom({ id: "2", room_id: "2", name: "Machine 42", unread: 100 }),
];
const event = {
  room_id: "2",
  sender_hub_user_id: "theo",
  sender_display_name: "Theo",
  body: "Here",
  msg_type: "m.text",
  created_at: at,
};
const unread = (list: { id: string; unread: number }[]) => list.map((room) => [room.id, room.unread]);

test("its room comes first and counts, up to what a room counts at all", () => {
  const after = withEvent(rooms, event, { me: "mara", seen: false });
  expect(unread(after)).toEqual([
    ["2", 100],
    ["1", 2],
  ]);
  expect(after[0]?.last_message).toEqual({
    sender_display_name: "Theo",
    body: "Here",
    msg_type: "m.text",
    created_at: at,
  });
});

test("one's own and what is seen count nothing", () => {
  const general = { ...event, room_id: "!a:x" };
  expect(withEvent(rooms, general, { me: "mara", seen: false })[0]?.unread).toBe(3);
  expect(withEvent(rooms, general, { me: "theo", seen: false })[0]?.unread).toBe(2);
  expect(withEvent(rooms, general, { me: "mara", seen: true })[0]?.unread).toBe(2);
});

test("a room that is not known, and what is heard of late, change nothing", () => {
  expect(withEvent(rooms, { ...event, room_id: "3" }, { me: "mara", seen: false })).toEqual(rooms);
  const after = withEvent(rooms, event, { me: "mara", seen: false });
  const late = { ...event, created_at: "2026-03-11T10:29:00.000Z", body: "Before" };
  expect(withEvent(after, late, { me: "mara", seen: false })).toEqual(after);
});

test("unread of one room, by either id", () => {
  expect(unread(withUnread(rooms, "!a:x", 0))).toEqual([
    ["1", 0],
    ["2", 100],
  ]);
});

test("a room is replaced in its place; a new one goes first", () => {
  const renamed = readRoom({ id: "2", name: "Machine 43" });
  expect(withRoom(rooms, renamed).map(({ name }) => name)).toEqual(["Allgemein", "Machine 43"]);
  expect(withRoom(rooms, readRoom({ id: "3" })).map(({ id }) => id)).toEqual(["3", "1", "2"]);
});
