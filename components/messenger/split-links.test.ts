import { describe, expect, test } from "vitest";
import { clickAddress, splitLinks, webAddress } from "./split-links.ts";

const links = (text: string) => splitLinks(text).flatMap(({ href }) => (href === undefined ? [] : [href]));

test.each([
  ["See https://example.org/a?b=c#d.", ["https://example.org/a?b=c#d"]],
  ["(https://example.org/wiki/Ink_(fluid))", ["https://example.org/wiki/Ink_(fluid)"]],
  ["[https://example.org/a]", ["https://example.org/a"]],
  ["„https://example.org/a“, and HTTP://EXAMPLE.ORG", ["https://example.org/a", "http://example.org/"]],
  ["https://müller.example/straße", ["https://xn--mller-kva.example/stra%C3%9Fe"]],
  ["<https://example.org>", ["https://example.org/"]],
  ["javascript:alert(1) data:text/html,x mailto:a@b.c ftp://x.y", []],
  ["https:// and http://", []],
  ["https://[not", []],
  ["xhttps://example.org", []],
])("%s", (text, expected) => {
  expect(links(text)).toEqual(expected);
  // Nothing of what was written is lost.
  expect(
    splitLinks(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});

test("a long run of brackets takes no time to speak of", () => {
  const text = `https://example.org/${")".repeat(20_000)}`;
  expect(links(text)).toEqual(["https://example.org/"]);
});

describe("where a notification leads", () => {
  test.each([
    ["/appointments/1", { href: "/appointments/1", isOurs: true }],
    ["https://shop.example/orders/1", { href: "https://shop.example/orders/1", isOurs: false }],
    ["//evil.example", null],
    ["/\\evil.example", null],
    ["javascript:alert(1)", null],
    [" https://a.example", null],
    [null, null],
  ])("%s", (address, expected) => expect(clickAddress(address)).toEqual(expected));
  test("only the web", () => expect(webAddress("file:///etc/passwd")).toBeNull());
});
