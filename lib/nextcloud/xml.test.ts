import { describe, expect, test } from "vitest";
import { parseMultistatus, propText } from "./multistatus.ts";
import { NS } from "./namespaces.ts";
import { containsElement, parseXml } from "./xml.ts";

describe("parseXml", () => {
  test("resolves namespaces, whatever the prefixes", () => {
    const root = parseXml(
      '<?xml version="1.0"?><D:a xmlns:D="DAV:"><b xmlns="urn:x"><c/></b><x1:d xmlns:x1="urn:y"/><D:e x="1 &amp; 2"/></D:a>',
    );
    const names = (element: typeof root): unknown => [
      element.namespace,
      element.name,
      element.children.map(names),
    ];
    expect(names(root)).toEqual([
      "DAV:",
      "a",
      [
        ["urn:x", "b", [["urn:x", "c", []]]],
        ["urn:y", "d", []],
        ["DAV:", "e", []],
      ],
    ]);
    expect(root.children[2]?.attributes).toEqual({ x: "1 & 2" });
    expect(containsElement(root, "c")).toBe(true);
    expect(containsElement(root, "f")).toBe(false);
  });

  test("text keeps its white space, entities, CDATA, and is never a number", () => {
    expect(parseXml("<a> 1e5 </a>").text).toBe(" 1e5 ");
    expect(parseXml("<a>&lt;&amp;lt;&#13;&#x1F600;&quot;</a>").text).toBe('<&lt;\r\u{1F600}"');
    expect(parseXml("<a>x<![CDATA[&amp;<b>]]>y</a>").text).toBe("x&amp;<b>y");
    expect(parseXml("<a>&#0;&#x110000;&nbsp;&constructor;</a>").text).toBe(
      "&#0;&#x110000;&nbsp;&constructor;",
    );
  });

  test("blank lines and a byte order mark before the declaration are passed over", () => {
    expect(parseXml('\uFEFF\n\n<?xml version="1.0"?>\n<a>x</a>\n').text).toBe("x");
  });

  test.each([
    ["", "xml"],
    ["plain text", "xml"],
    ["<a><b></a>", "xml"],
    ["<a>", "xml"],
    ["<a/><b/>", "xml"],
    ['<a/><?xml version="1.0"?><error/>', "xml"],
    ["Warning: something\n<a/>", "xml"],
    ["<__proto__>x</__proto__>", "xml"],
    [`${"<a>".repeat(100)}${"</a>".repeat(100)}`, "xml"],
    ["<!doctype html><p>", "html"],
    ['<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html/>', "html"],
    ["<!-- maintenance --><html><body/></html>", "html"],
    ['<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "doctype"],
    ['<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>', "doctype"],
  ])("%j is malformed", (text, reason) => {
    expect(() => parseXml(text)).toThrow(expect.objectContaining({ kind: "malformed", reason }));
  });

  test("an entity declared past the first look is not expanded", () => {
    const late = `<!--${"-x".repeat(1_500)}--><!DOCTYPE a [<!ENTITY e "boom">]><a>&e;</a>`;
    expect(parseXml(late).text).toBe("&e;");
  });
});

describe("parseMultistatus", () => {
  const wrap = (inner: string) => `<d:multistatus xmlns:d="DAV:">${inner}</d:multistatus>`;

  test("numeric text stays text, and properties answered with 404 are absent", () => {
    const { responses } = parseMultistatus(
      wrap(
        "<d:response><d:href>/a/</d:href><d:propstat><d:prop><d:displayname>2027</d:displayname></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><d:sync-token>7</d:sync-token></d:prop><d:status>HTTP/2 404</d:status></d:propstat></d:response>",
      ),
    );
    const [response] = responses;
    expect(response && propText(response, NS.dav, "displayname")).toBe("2027");
    expect(response && propText(response, NS.dav, "sync-token")).toBeNull();
  });

  test("several hrefs share one status", () => {
    const { responses } = parseMultistatus(
      wrap(
        "<d:response><d:href>/a</d:href><d:href>/b</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>",
      ),
    );
    expect(responses.map(({ href, status }) => [href, status])).toEqual([
      ["/a", 404],
      ["/b", 404],
    ]);
  });

  test.each(["<d:error xmlns:d='DAV:'/>", "<multistatus/>", "<x:multistatus xmlns:x='urn:other'/>"])(
    "%s is no multistatus",
    (text) => {
      expect(() => parseMultistatus(text)).toThrow(expect.objectContaining({ reason: "not-multistatus" }));
    },
  );
});
