import { describe, expect, test } from "vitest";
import { type MatrixMessage, messageContent } from "./message-content.ts";

const told = {
  kind: "notification",
  title: "Order 4711 is paid",
  body: "3 items\n149 €",
  sourceApp: "shop",
  clickUrl: null,
  tags: [],
  mention: null,
} satisfies MatrixMessage;
const filed = {
  kind: "file",
  mxc: "mxc://x/1",
  filename: "a.png",
  mimeType: "image/png",
  size: 7,
  width: 3,
  height: 4,
  caption: null,
} satisfies MatrixMessage;

describe("who is rung", () => {
  test("nobody by what is normal: a notice", () => {
    expect(messageContent(told)).toEqual({
      msgtype: "m.notice",
      body: "Order 4711 is paid\n3 items\n149 €\nshop",
      format: "org.matrix.custom.html",
      formatted_body: "<strong>Order 4711 is paid</strong><br>3 items<br>149 €<br><em>shop</em>",
      "m.mentions": {},
    });
  });

  test("everybody, or those named, by what is urgent", () => {
    expect(messageContent({ ...told, mention: "room" })).toMatchObject({
      msgtype: "m.text",
      "m.mentions": { room: true },
    });
    expect(messageContent({ ...told, mention: ["@nora:x"] })["m.mentions"]).toEqual({
      user_ids: ["@nora:x"],
    });
  });

  test("nobody by words that look like a mention", () => {
    const said = messageContent({ kind: "text", msgType: "m.text", body: "@room @nora:x", id: "m1" });
    expect(said).toEqual({
      msgtype: "m.text",
      body: "@room @nora:x",
      "m.mentions": {},
      "app.parlour.id": "m1",
    });
  });
});

describe("everything is text", () => {
  test("markup in any field is shown as it is", () => {
    const evil = '<img src=x onerror="alert(1)">&';
    const content = messageContent({ ...told, title: evil, body: evil, sourceApp: evil, tags: [evil] });
    expect(content.formatted_body).not.toMatch(/<img/);
    expect(content.formatted_body).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;");
    expect(content.body).toContain(evil);
  });

  test.each([
    ["https://x.test/a?b=1&c=2", '<a href="https://x.test/a?b=1&amp;c=2">'],
    ['https://x.test/"onclick="x', '<a href="https://x.test/&quot;onclick=&quot;x">'],
  ])("a link is a link: %s", (clickUrl, html) => {
    expect(messageContent({ ...told, clickUrl }).formatted_body).toContain(html);
  });

  test("no other address becomes a link", () => {
    expect(JSON.stringify(messageContent({ ...told, clickUrl: "javascript:alert(1)" }))).not.toContain(
      "javascript",
    );
  });

  test("control characters and halves of characters do not travel", () => {
    const { body } = messageContent({
      kind: "text",
      msgType: "m.text",
      body: "a\u0000b\ud800c\u001b[31m\td\ne",
    });
    expect(body).toBe("ab\ufffdc[31m\td\ne");
  });
});

describe("what an event can hold", () => {
  test.each(["&", "€", "😀", '"', "a"])("20,000 of %s fit, cut where they must be", (character) => {
    const content = messageContent({ ...told, body: character.repeat(20_000), mention: "room" });
    expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThanOrEqual(56_000);
    expect(content).toMatchObject({ msgtype: "m.text", "m.mentions": { room: true } });
    expect(content.body).toMatch(/^Order 4711 is paid\n/);
    expect(content.body.isWellFormed()).toBe(true);
  });

  test("what is short keeps its HTML, what is long loses it first", () => {
    expect(messageContent({ ...told, body: "a".repeat(20_000) })).toHaveProperty("formatted_body");
    const long = messageContent({ ...told, body: "<".repeat(20_000) });
    expect(long).not.toHaveProperty("formatted_body");
    expect(long.body).toContain("<".repeat(20_000));
  });
});

describe("files", () => {
  test("a picture has its measures, and its name as words", () => {
    expect(messageContent(filed)).toEqual({
      msgtype: "m.image",
      body: "a.png",
      filename: "a.png",
      url: "mxc://x/1",
      info: { mimetype: "image/png", size: 7, w: 3, h: 4 },
      "m.mentions": {},
    });
  });

  test.each([
    ["image/svg+xml", "m.file"],
    ["text/html", "m.file"],
    ["audio/ogg", "m.audio"],
    ["video/mp4", "m.video"],
  ])("%s is %s", (mimeType, msgtype) => {
    const content = messageContent({ ...filed, mimeType, width: null, caption: "Look" });
    expect(content).toMatchObject({ msgtype, body: "Look", info: { mimetype: mimeType, size: 7 } });
    expect(content.info).not.toHaveProperty("w");
  });
});
