import { expect, test } from "vitest";
import { escapeLines } from "#lib/core/escape-html.ts";
import { textOfHtml, textOfPreview } from "./text-of-html.ts";

test.each([
  ["<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"],
  ["<div>Hello\n   you</div>", "Hello you"],
  ["50&nbsp;&euro; &amp; more &lt;b&gt; &#8211; &#x2014;", "50 € & more <b> – —"],
  ["<script>alert('no')</script>Text", "Text"],
  ["<STYLE type='a'>p { color: red }</STYLE >Text<style>", "Text"],
  ["<!-- <p>hidden</p> -->shown", "shown"],
  ["<!-- never closed", ""],
  ["a < b and c > d", "a < b and c > d"],
  ['<a href="javascript:alert(1)">here</a>', "here"],
  ["<img src=x onerror=alert(1)>picture", "picture"],
  ["<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"],
  ["&unknown; &#0;&#55296; &", "&unknown;  &"],
  ["exe.\u202egnp&#8238;", "exe.gnp"],
  ["<h5>Title</h5>Text", "Title\nText"],
  ["<html><head><meta charset=utf-8><title>Mail</title><body>Text", "Text"],
  ["<head><style>p{}</style><p>Text</p>", "Text"],
  ["<svg/>one <iframe src='x' />two <svg><title>no</title></svg>three", "one two three"],
  ["<object>fallback <noscript>two", "fallback two"],
  ["<title>never closed", "never closed"],
  [
    "&eacute;&Eacute;&frac12;&sup2;&copy;&yuml; &ldquo;a&rdquo; &bdquo;b&ldquo; &lsquo;c&rsquo; &trade;",
    "éÉ½²©ÿ “a” „b“ ‘c’ ™",
  ],
  ["&toString; &valueOf;", "&toString; &valueOf;"],
  [`<a title="a > b" href='>'>here</a> <img alt = "->">.`, "here ."],
  ['<b title="never closed>shown', "shown"],
  ["<p don't>it's</p>", "it's"],
  ["<p", ""],
  ["", ""],
])("%j reads %j", (html, text) => expect(textOfHtml(html)).toBe(text));

test("a preview is plain text: nothing in it is markup any more", () => {
  expect(textOfPreview("5 < 6 &amp; <b> &lt;i&gt;\u202e")).toBe("5 < 6 & <b> <i>");
});

test("what is read is text, and stays text when it is sent", () => {
  const text = textOfHtml("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(text).toBe("<script>alert(1)</script>");
  expect(escapeLines(text)).toBe("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test.each([
  ["Hello\r\nyou\rall\n", "Hello<br>you<br>all"],
  ["<img src=x onerror=\"alert('1')\">", "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;"],
  ["a\u0000b\tc & d", "ab\tc &amp; d"],
  ["\ud800", "\ufffd"],
])("%j is sent as %j", (text, html) => expect(escapeLines(text)).toBe(html));

test("what is sent reads as it was written", () => {
  for (const text of ["One\nTwo\n\nThree", "5 < 6 & \"so\" 'on'", "<p>&amp;</p>"])
    expect(textOfHtml(escapeLines(text))).toBe(text);
});

test("a long body costs little", () => {
  for (const part of [
    "<",
    "<a",
    "<!--",
    "<script>",
    "<svg>",
    "</p>",
    "&",
    "&#1",
    "<p>x",
    "\n",
    "=",
    '<a ="',
    "<a ='>",
    "= ",
  ])
    expect(textOfHtml(part.repeat(300_000 / part.length))).toEqual(expect.any(String));
});
