import { expect, test } from "vitest";
import { readRoom } from "./read-messenger.ts";
import { isRoom, matchingRooms, roomHref, roomTimeWords } from "./room-words.ts";

const zone = "Europe/Vienna";
const now = Date.parse("2026-03-11T10:30:00Z");

test.each([
  ["2026-03-11T10:30:40Z", "en", "now"],
  ["2026-03-11T10:25:00Z", "en", "5 minutes ago"],
  ["2026-03-11T10:25:00Z", "de", "vor 5 Minuten"],
  ["2026-03-10T23:30:00Z", "en", "00:30"],
  ["2026-03-10T12:00:00Z", "en", "yesterday"],
  ["2026-03-10T12:00:00Z", "de", "gestern"],
  ["2026-03-02T12:00:00Z", "en", "Mon 2 Mar"],
])("%s in %s: %s", (at, locale, words) =>
  expect(roomTimeWords(Date.parse(at), now, zone, locale)).toBe(words),
);

const rooms = [
  readRoom({ id: "1", room_id: "!a:x", matrix_room_id: "!a:x", name: "Allgemein" }),
  readRoom({ id: "2", room_id: "2", name: "Machine 42", entity_type: "machine", entity_id: "42" }),
  readRoom({ id: "3", room_id: "3", name: "Guest spot", topic: "Berlin in May" }),
];

test.each([
  ["", ["1", "2", "3"]],
  ["  42 mach ", ["2"]],
  ["MAY", ["3"]],
  ["allg x", []],
])("search for “%s”", (q, ids) => expect(matchingRooms(rooms, q).map(({ id }) => id)).toEqual(ids));

test("a room is known by our id and by the homeserver's; nothing is by none", () => {
  const [first, second] = rooms;
  if (!first || !second) throw new Error("no rooms");
  expect(isRoom(first, "1")).toBe(true);
  expect(isRoom(first, "!a:x")).toBe(true);
  expect(isRoom(first, "2")).toBe(false);
  expect(isRoom(second, null)).toBe(false);
  expect(isRoom(second, "")).toBe(false);
});

test("addresses", () => expect(roomHref("a/b")).toBe("/messenger?room=a%2Fb"));
