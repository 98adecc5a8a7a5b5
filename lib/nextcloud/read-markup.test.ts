import { describe, expect, test } from "vitest";
import { cpuMs } from "#tests/support/cpu-ms.ts";
import { MarkupError, readMarkup, type XmlElement } from "./read-markup.ts";

const show = ({ name, namespace, attributes, children, text }: XmlElement): unknown => [
  namespace === "" ? name : `{${namespace}}${name}`,
  ...(Object.keys(attributes).length > 0 ? [attributes] : []),
  ...(text === "" ? [] : [text]),
  ...children.map(show),
];

const whole = `<?xml version="1.0" encoding="utf-8"?><!-- a --><?style x?>
<d:multistatus xmlns:d="DAV:" xmlns="urn:x"><d:response a='>' b = "&lt;/d:response>" ><d:href>/a&amp;b/</d:href
><e/><d:x xmlns=""><e />text<![CDATA[<&]]]]><!-- <f> -->&#13;
 more</d:x></d:response></d:multistatus>`;

describe("readMarkup", () => {
  test("reads elements, namespaces, attributes and text", () => {
    expect(show(readMarkup(whole))).toEqual([
      "{DAV:}multistatus",
      { "xmlns:d": "DAV:", xmlns: "urn:x" },
      [
        "{DAV:}response",
        { a: ">", b: "</d:response>" },
        ["{DAV:}href", "/a&b/"],
        ["{urn:x}e"],
        ["{DAV:}x", { xmlns: "" }, "text<&]]\r\n more", ["e"]],
      ],
    ]);
  });

  test("no beginning of a document is one", () => {
    for (let length = 0; length < whole.length; length++)
      expect(() => readMarkup(whole.slice(0, length))).toThrow(MarkupError);
  });

  test("changed anywhere, a document is read or refused, and nothing else happens", () => {
    const marks = ["<", ">", "&", '"', "'", "/", "?", "!", "=", " ", ":", "a", "]]>", "<!--", "\u0000", "é"];
    let read = 0;
    for (let at = 0; at < whole.length; at++)
      for (const mark of marks)
        for (const changed of [
          whole.slice(0, at) + mark + whole.slice(at),
          whole.slice(0, at) + mark + whole.slice(at + 1),
        ])
          try {
            expect(readMarkup(changed).children.length).toBeGreaterThanOrEqual(0);
            read += 1;
          } catch (error) {
            if (!(error instanceof MarkupError)) throw error;
          }
    expect(read).toBeGreaterThan(1_000);
  });

  test("line ends are LF, and characters that XML does not know are let through", () => {
    expect(readMarkup("<a>1\r\n2\r3\u000b\ufffe</a>\r\n").text).toBe("1\n2\n3\u000b\ufffe");
  });

  test("as deep as 64 elements, and no deeper", () => {
    const nested = (depth: number) => `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`;
    expect(readMarkup(nested(64)).name).toBe("a");
    expect(() => readMarkup(nested(65))).toThrow(MarkupError);
    expect(() => readMarkup(`${"<a>".repeat(64)}<a/>${"</a>".repeat(64)}`)).toThrow(MarkupError);
  });

  test("ten thousand elements beside each other are none too many", () => {
    expect(readMarkup(`<a>${"<b/>".repeat(10_000)}</a>`).children).toHaveLength(10_000);
  });

  test.each([
    "<a b></a>",
    "<a b=1></a>",
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    '<a b="1"c="2"/>',
    '<a b="&"/>',
    "<a>&</a>",
    "<a>& </a>",
    "<a>&a</a>",
    "<a>&#;</a>",
    "< a/>",
    "<1/>",
    "<a/ >",
    "<a></A>",
    "<a></ a>",
    "</a>",
    "<a/>x",
    "x<a/>",
    "<a/><![CDATA[]]>x",
    "<![CDATA[x]]><a/>",
    "<a><!DOCTYPE b></a>",
    "<a/><!DOCTYPE b>",
    "<a><?xml version='1.0'?></a>",
    "<a><!x></a>",
    "<__proto__/>",
  ])("%s is refused", (text) => {
    expect(() => readMarkup(text)).toThrow(MarkupError);
  });

  test("a key of objects is an attribute like any other", () => {
    const { attributes } = readMarkup('<a __proto__="1" constructor="2"/>');
    expect(Object.entries(attributes)).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  test("what never ends is refused in a time that grows with its length", async () => {
    const starts = [
      "<",
      "&",
      "<a ",
      "<a b=",
      '<a b="',
      "<!--",
      "<![CDATA[",
      "<?",
      "<!DOCTYPE [",
      "<!DOCTYPE a",
      "&a;&",
      " ",
    ];
    const took = await cpuMs(() => {
      for (const start of starts)
        for (const text of [
          `<a>${start.repeat(300_000)}`,
          start.repeat(300_000),
          `<a>${start}${" ".repeat(1_000_000)}`,
        ])
          expect(() => readMarkup(text)).toThrow(MarkupError);
    });
    expect(took).toBeLessThan(10_000);
  });
});
