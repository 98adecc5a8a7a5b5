import { describe, expect, test } from "vitest";
import { roomPreview, summariseRooms } from "./talk-preview.ts";
import { type Room, roomSchema } from "./talk-room.ts";
import { parseRooms } from "./talk-rooms.ts";

const base = { token: "abc123", type: 2, displayName: "Studio", lastActivity: 1_795_000_000 };
const roomOf = (lastMessage: unknown, more: object = {}): Room =>
  roomSchema.parse({ ...base, lastMessage, ...more });
const message = (text: string, more: object = {}) => ({
  id: 7,
  actorType: "users",
  actorId: "mara",
  actorDisplayName: "Mara",
  timestamp: 1_795_000_000,
  message: text,
  messageParameters: [],
  messageType: "comment",
  systemMessage: "",
  ...more,
});
const user = (name: unknown) => ({ type: "user", id: "mara", name });
const preview = (text: string, messageParameters: unknown, more: object = {}) =>
  roomPreview(roomOf(message(text, { messageParameters, ...more })))?.text;

describe("previews", () => {
  test.each<[string, string, unknown, string]>([
    ["a mention", "{mention-user1}: the needles!", { "mention-user1": user("Mara") }, "Mara: the needles!"],
    [
      "everybody",
      "{mention-call1} lunch",
      { "mention-call1": { type: "call", name: "Studio" } },
      "Studio lunch",
    ],
    ["a file", "{file}", { file: { type: "file", name: "Swallow #2.png", size: 15 } }, "Swallow #2.png"],
    ["a file with a caption", "The draft", { file: { type: "file", name: "x.png" } }, "The draft"],
    ["a place", "{object}", { object: { type: "geo-location", name: "Opera" } }, "Opera"],
    ["twice the same", "{user} and {user}", { user: user("Mara") }, "Mara and Mara"],
    [
      "braces typed by people",
      "{actor} {mention-user9} {}",
      { user: user("Mara") },
      "{actor} {mention-user9} {}",
    ],
    [
      "words every object knows",
      "{constructor} {__proto__} {toString}",
      {},
      "{constructor} {__proto__} {toString}",
    ],
    ["a name like a placeholder", "{a} {b}", { a: user("{b}"), b: user("Theo") }, "{b} Theo"],
    [
      "a name with markup",
      "{a}",
      { a: user("<img src=x onerror=alert(1)>") },
      "<img src=x onerror=alert(1)>",
    ],
    [
      "a name that turns the direction",
      "{a} sent x",
      { a: user("\u202egnp\u202c\n\nMara") },
      "gnp Mara sent x",
    ],
    ["a name of dollar signs", "{a}!", { a: user("$1 $& $`") }, "$1 $& $`!"],
    ["a name that is none, but an id", "{a}", { a: { type: "user", id: "mara", name: "" } }, "mara"],
    ["a name that is a number", "{a}", { a: user(7) }, "7"],
    ["a parameter of nonsense", "{a} {b}", { a: null, b: { name: { deep: 1 } } }, "{a} {b}"],
    ["parameters of nonsense", "{a}", "nonsense", "{a}"],
    ["white space and controls", "one\n\n\ttwo\u0000 three", [], "one two three"],
    ["NUL around a number", "\u00000\u0000 {a}", { a: user("Mara") }, "0 Mara"],
  ])("%s", (_name, text, parameters, expected) => {
    expect(preview(text, parameters)).toBe(expected);
  });

  test("Markdown is stripped where the message says it is Markdown, and never from names", () => {
    const parameters = { a: user("**Mara**") };
    expect(preview("**{a}** is _here_", parameters, { markdown: true })).toBe("**Mara** is here");
    expect(preview("**fett** {a}", parameters)).toBe("**fett** **Mara**");
  });

  test.each<[string, object, { text: string; author: string }]>([
    [
      "a system message",
      message("{actor} locked the conversation", {
        messageParameters: { actor: user("Theo") },
        messageType: "system",
        systemMessage: "read_only",
      }),
      { text: "Theo locked the conversation", author: "" },
    ],
    [
      "a deleted message in the server's words",
      message("Message deleted by {actor}", {
        messageParameters: { actor: user("Mara") },
        messageType: "comment_deleted",
      }),
      { text: "Message deleted by Mara", author: "Mara" },
    ],
    [
      "a deleted message without words",
      message("", { messageType: "comment_deleted" }),
      { text: "Message deleted", author: "Mara" },
    ],
    [
      "a guest",
      message("May I eat before?", { actorType: "guests", actorDisplayName: " Jonas\u202e " }),
      { text: "May I eat before?", author: "Jonas" },
    ],
    [
      "a guest without a name",
      message("Hello", { actorType: "guests", actorDisplayName: "" }),
      { text: "Hello", author: "Guest" },
    ],
    [
      "somebody deleted",
      message("Bye", { actorType: "deleted_users", actorDisplayName: "" }),
      { text: "Bye", author: "Deleted user" },
    ],
  ])("%s", (_name, last, expected) => {
    expect(roomPreview(roomOf(last))).toEqual({ ...expected, timestamp: 1_795_000_000 });
  });

  test.each<[string, unknown, object]>([
    ["an empty list", [], {}],
    ["null", null, {}],
    ["nothing", undefined, {}],
    ["a word", "x", {}],
    ["a sensitive room", message("secret"), { isSensitive: true }],
  ])("%s has no preview", (_name, last, more) => {
    expect(roomPreview(roomOf(last, more))).toBeNull();
  });

  test("at most 160 characters, cut between characters", () => {
    expect(preview("x".repeat(160), [])).toBe("x".repeat(160));
    const text = preview(`${"🩰".repeat(100)}`, []) ?? "";
    expect(text).toBe(`${"🩰".repeat(79)}…`);
  });
});

describe("the summary", () => {
  const publicUrl = "https://cloud.example.org";
  const rooms = parseRooms([
    { ...base, token: "old", lastActivity: 10, unreadMessages: 2, lastMessage: message("old") },
    { ...base, token: "changelog", type: 4, lastActivity: 99, unreadMessages: 38 },
    { ...base, token: "new", lastActivity: 30, unreadMessages: 1, unreadMention: true, lastMessage: [] },
    { ...base, token: "mid", lastActivity: 20, displayName: "<i>Nora</i>\u202e", unreadMessages: 4 },
    { ...base, token: "../evil", lastActivity: 40, unreadMessages: 100 },
    { nonsense: true },
    null,
    { ...base, token: "odd", lastActivity: "soon", unreadMessages: -3, unreadMention: "yes", displayName: 7 },
  ]);

  test("newest first, the changelog hidden, unread counted over all, rooms of nonsense left out", () => {
    const { totalUnread, conversations } = summariseRooms(rooms, { limit: 2, publicUrl });
    expect(totalUnread).toBe(7);
    expect(conversations).toEqual([
      {
        token: "new",
        displayName: "Studio",
        unreadMessages: 1,
        unreadMention: true,
        lastActivity: 30,
        lastMessage: null,
        type: 2,
        url: "https://cloud.example.org/call/new",
      },
      {
        token: "mid",
        displayName: "<i>Nora</i>",
        unreadMessages: 4,
        unreadMention: false,
        lastActivity: 20,
        lastMessage: null,
        type: 2,
        url: "https://cloud.example.org/call/mid",
      },
    ]);
  });

  test("fields of the wrong kind cost a room nothing but themselves", () => {
    const all = summariseRooms(rooms, { limit: 10, publicUrl }).conversations;
    expect(all.map(({ token }) => token)).toEqual(["new", "mid", "old", "odd"]);
    expect(all[3]).toMatchObject({
      lastActivity: 0,
      unreadMessages: 0,
      unreadMention: false,
      displayName: "odd",
    });
  });

  test("the given rooms stay in their order", () => {
    const before = rooms.map(({ token }) => token);
    summariseRooms(rooms, { limit: 1, publicUrl });
    expect(rooms.map(({ token }) => token)).toEqual(before);
  });

  test.each([
    ["https://cloud.example.org/", "https://cloud.example.org/call/old"],
    ["https://example.org/nextcloud/", "https://example.org/nextcloud/call/old"],
    ["https://user:secret@example.org", "https://example.org/call/old"],
  ])("links at %s", (url, expected) => {
    const last = summariseRooms(rooms, { limit: 10, publicUrl: url }).conversations[2];
    expect(last?.url).toBe(expected);
  });

  test("five hundred rooms answer in less than 5 kB, however long their names", () => {
    const many = parseRooms(
      Array.from({ length: 500 }, (_, index) => ({
        ...base,
        token: `room${index}`,
        displayName: "名".repeat(5_000),
        lastActivity: index,
        unreadMessages: 1,
        lastMessage: message("ツ".repeat(30_000), { actorDisplayName: "名".repeat(500) }),
      })),
    );
    const summary = summariseRooms(many, { limit: 3, publicUrl });
    expect(summary.totalUnread).toBe(500);
    expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThan(5_000);
  });
});
