import { describe, expect, test } from "vitest";
import { messageContent } from "./message-content.ts";
import { readEvent } from "./read-event.ts";

const where = { eventId: "$e", roomId: "!r:x", sender: "@nora:x", at: 1000 };
const event = (type: string, content: unknown, more: object = {}) => ({
  type,
  content,
  event_id: "$e",
  room_id: "!r:x",
  sender: "@nora:x",
  origin_server_ts: 1000,
  ...more,
});
const message = (content: object) => readEvent(event("m.room.message", { msgtype: "m.text", ...content }));

describe("messages", () => {
  test("what somebody says", () => {
    expect(message({ body: "Hello\r\nyou" })).toEqual({
      ...where,
      kind: "message",
      msgType: "m.text",
      body: "Hello\nyou",
      media: null,
      ownId: null,
    });
  });

  test("what was ours comes back as ours", () => {
    const content = messageContent({ kind: "text", msgType: "m.text", body: "Hello", id: "m1" });
    expect(message(content)).toMatchObject({ kind: "message", body: "Hello", ownId: "m1" });
  });

  test("a file comes back as it was sent", () => {
    const media = {
      mxc: "mxc://x/1",
      filename: "a.png",
      mimeType: "image/png",
      size: 7,
      width: 3,
      height: 4,
    };
    const content = messageContent({ kind: "file", ...media, caption: "Look" });
    expect(message(content)).toMatchObject({ msgType: "m.image", body: "Look", media });
  });

  test("a file of an old client, with nothing but a name", () => {
    const body = "../../etc\u0000/passwd\n";
    expect(message({ msgtype: "m.file", body, url: "mxc://x/1", info: "none" })).toMatchObject({
      media: {
        mxc: "mxc://x/1",
        filename: "../../etc/passwd",
        mimeType: "application/octet-stream",
        size: 0,
        width: null,
        height: null,
      },
    });
  });

  test.each([
    "https://evil.test/x",
    "mxc://x/..",
    "mxc://x/../admin",
    "mxc:///1",
    "mxc://x/1?y",
    "mxc://x y/1",
    "",
  ])("%s is no file", (url) => {
    expect(message({ msgtype: "m.image", body: "a.png", url })).toMatchObject({
      kind: "message",
      media: null,
    });
  });

  test.each([
    ["-1", { size: -1, w: 0, h: -5 }],
    ["1e400", { size: Number.POSITIVE_INFINITY, w: 1e9 }],
    ["text", { size: "7", w: "3", h: null, mimetype: 7 }],
    ["a header", { mimetype: "image/png\r\nSet-Cookie: a=b" }],
  ])("figures that are none: %s", (_, info) => {
    const read = message({ msgtype: "m.image", body: "a.png", url: "mxc://x/1", info });
    expect(read).toMatchObject({
      media: { size: 0, width: null, height: null, mimeType: "application/octet-stream" },
    });
  });

  test("a sticker is a picture", () => {
    const sticker = event("m.sticker", { body: "cat", url: "mxc://x/1", info: { mimetype: "image/webp" } });
    expect(readEvent(sticker)).toMatchObject({
      kind: "message",
      msgType: "m.image",
      media: { filename: "cat" },
    });
  });

  test("the quote in front of a reply goes, other quotes stay", () => {
    const reply = { "m.relates_to": { "m.in_reply_to": { event_id: "$o" } } };
    const quoted = "> <@jonas:x> first\n> second\n\nNo\n> really";
    expect(message({ body: quoted, ...reply })).toMatchObject({ body: "No\n> really" });
    expect(message({ body: quoted })).toMatchObject({ body: quoted });
    expect(message({ body: "> <@jonas:x> only a quote\n", ...reply })).toMatchObject({
      body: "> <@jonas:x> only a quote\n",
    });
  });
});

describe("what changes", () => {
  const replaces = { rel_type: "m.replace", event_id: "$o" };

  test("an edit names what it replaces", () => {
    const content = {
      body: "* New",
      "m.new_content": { msgtype: "m.text", body: "New" },
      "m.relates_to": replaces,
    };
    expect(message(content)).toEqual({
      ...where,
      kind: "edit",
      target: "$o",
      msgType: "m.text",
      body: "New",
    });
    expect(message({ body: "* New", "m.relates_to": replaces })).toEqual({
      kind: "ignored",
      reason: "unreadable",
    });
  });

  test.each([
    ["before room version 11", {}, { redacts: "$o" }],
    ["since", { redacts: "$o" }, {}],
    ["both", { redacts: "$o" }, { redacts: "$other" }],
  ])("a redaction, %s", (_, content, more) => {
    expect(readEvent(event("m.room.redaction", content, more))).toEqual({
      ...where,
      kind: "redaction",
      target: "$o",
    });
  });

  test("names, topics and people", () => {
    const state = (type: string, content: object, key = "") =>
      readEvent(event(type, content, { state_key: key }));
    expect(state("m.room.name", { name: " Machine \n 42 " })).toEqual({
      ...where,
      kind: "name",
      name: "Machine 42",
    });
    expect(state("m.room.name", {})).toMatchObject({ kind: "name", name: "" });
    expect(state("m.room.topic", { topic: "Why" })).toEqual({ ...where, kind: "topic", topic: "Why" });
    expect(state("m.room.member", { membership: "join", displayname: "Nora" }, "@nora:x")).toEqual({
      ...where,
      kind: "membership",
      userId: "@nora:x",
      membership: "join",
      displayName: "Nora",
    });
    expect(state("m.room.member", { membership: "leave", displayname: null }, "@nora:x")).toMatchObject({
      membership: "leave",
      displayName: null,
    });
  });
});

describe("what is left out", () => {
  test.each([
    ["nothing", undefined],
    ["text", "m.room.message"],
    ["a list", []],
    ["no id", { ...event("m.room.message", { msgtype: "m.text", body: "x" }), event_id: 7 }],
    [
      "a sender with a line break",
      event("m.room.message", { msgtype: "m.text", body: "x" }, { sender: "@a\n:x" }),
    ],
    ["an id too long", event("m.room.message", {}, { event_id: `$${"e".repeat(300)}` })],
    ["no body", event("m.room.message", { msgtype: "m.text" })],
    ["a body of another kind", event("m.room.message", { msgtype: "m.text", body: { a: 1 } })],
    ["a type with markup", event("m.room.message", { msgtype: "<b>", body: "x" })],
    ["redacted", event("m.room.message", {})],
    ["a name that is no state", event("m.room.name", { name: "x" })],
    ["a member who is none", event("m.room.member", { membership: "join" }, { state_key: "nora" })],
    ["a membership that is none", event("m.room.member", { membership: "boss" }, { state_key: "@nora:x" })],
    ["a redaction of nothing", event("m.room.redaction", {})],
  ])("%s", (_, given) => {
    expect(readEvent(given)).toEqual({ kind: "ignored", reason: "unreadable" });
  });

  test("what nobody here can read, and what nobody needs", () => {
    expect(readEvent(event("m.room.encrypted", {}))).toEqual({ kind: "ignored", reason: "encrypted" });
    expect(readEvent(event("m.reaction", {}))).toEqual({ kind: "ignored", reason: "unknown-type" });
    expect(readEvent(event("__proto__", {}))).toEqual({ kind: "ignored", reason: "unknown-type" });
  });

  test("a clock that is none counts as none", () => {
    const read = readEvent(
      event("m.room.message", { msgtype: "m.text", body: "x" }, { origin_server_ts: 1e300 }),
    );
    expect(read).toMatchObject({ at: 0 });
  });
});
