import { describe, expect, test } from "vitest";
import { readTalkRooms, type TalkRooms, unreadLabel, webAddress, withRead, withReply } from "./talk-rooms.ts";

const answer = {
  success: true,
  data: {
    totalUnread: 9,
    conversations: [
      {
        token: "abc123",
        displayName: "<b>Mara</b>",
        unreadMessages: 3,
        unreadMention: true,
        lastActivity: Date.UTC(2026, 10, 20, 14) / 1000,
        lastMessage: { text: "Hallo", author: "Mara", timestamp: Date.UTC(2026, 10, 20, 14) / 1000 },
        type: 1,
        url: "https://cloud.example/call/abc123",
      },
      {
        token: "def456",
        displayName: "Front desk",
        unreadMessages: 0,
        unreadMention: false,
        lastActivity: 0,
        lastMessage: null,
        type: 2,
        url: "javascript:alert(1)",
      },
    ],
  },
};

test("an answer is read; what a browser should not follow is no link", () => {
  expect(readTalkRooms(answer)).toEqual<TalkRooms>({
    totalUnread: 9,
    rooms: [
      {
        token: "abc123",
        name: "<b>Mara</b>",
        unread: 3,
        mentioned: true,
        lastActivityMs: Date.UTC(2026, 10, 20, 14),
        last: { text: "Hallo", author: "Mara", atMs: Date.UTC(2026, 10, 20, 14) },
        url: "https://cloud.example/call/abc123",
      },
      {
        token: "def456",
        name: "Front desk",
        unread: 0,
        mentioned: false,
        lastActivityMs: null,
        last: null,
        url: null,
      },
    ],
  });
});

test.each([null, "<html>", { data: { conversations: [{}, 7, null] } }])("%j holds no rooms", (nothing) => {
  expect(readTalkRooms(nothing)).toEqual({ totalUnread: 0, rooms: [] });
});

test.each(["javascript:alert(1)", "data:text/html,x", "/call/abc", "", 7])(
  "%j is no web address",
  (value) => {
    expect(webAddress(value)).toBeNull();
  },
);

test.each([
  [0, null],
  [-1, null],
  [1, "1"],
  [99, "99"],
  [100, "99+"],
])("%d unread shows %j", (unread, label) => {
  expect(unreadLabel(unread)).toBe(label);
});

describe("before the server has said so", () => {
  const rooms = readTalkRooms(answer);
  test("a room read takes its messages from the total", () => {
    const after = withRead(rooms, "abc123");
    expect(after.totalUnread).toBe(6);
    expect(after.rooms[0]).toMatchObject({ unread: 0, mentioned: false });
    expect(after.rooms[1]).toEqual(rooms.rooms[1]);
    expect(withRead(rooms, "nobody")).toEqual(rooms);
  });
  test("a reply is the last message of a room that has been read", () => {
    const last = { text: "Gern", author: "Ich", atMs: 7 };
    const after = withReply(rooms, "abc123", last);
    expect(after.totalUnread).toBe(6);
    expect(after.rooms[0]).toMatchObject({ unread: 0, last, lastActivityMs: 7 });
  });
});
