import { expect, test } from "vitest";
import { isShown, safeContentType } from "./safe-content-type.ts";

test.each<[string, string | undefined, string, boolean]>([
  ["a.png", "image/png", "image/png", true],
  ["A.JPG", undefined, "image/jpeg", true],
  ["clip.mov", "text/html", "video/quicktime", true],
  ["notes.md", "text/markdown", "text/plain; charset=utf-8", true],
  ["consent.pdf", "application/pdf", "application/pdf", true],
  ["a.docx", undefined, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false],
  ["a.heic", undefined, "image/heic", false],
  // Never by their own name, whatever Nextcloud says of them.
  ["a.html", "text/html", "application/octet-stream", false],
  ["a.htm", "image/png", "application/octet-stream", false],
  ["a.svg", "image/svg+xml", "application/octet-stream", false],
  ["a.xml", "text/xml", "application/octet-stream", false],
  ["a.xhtml", "application/xhtml+xml", "application/octet-stream", false],
  ["a.js", "text/javascript", "application/octet-stream", false],
  ["a.png.html", "image/png", "application/octet-stream", false],
  ["a.constructor", undefined, "application/octet-stream", false],
  ["a.__proto__", undefined, "application/octet-stream", false],
  // Without an extension Nextcloud's word, where it is a harmless one.
  ["photo", "image/jpeg", "image/jpeg", true],
  ["photo", "image/svg+xml", "application/octet-stream", false],
  ["page", "text/html; charset=utf-8", "application/octet-stream", false],
  ["README", "text/plain", "text/plain; charset=utf-8", true],
  [".png", undefined, "application/octet-stream", false],
  ["no", undefined, "application/octet-stream", false],
])("%s, which Nextcloud calls %s, is %s", (name, told, type, shown) => {
  expect(safeContentType(name, told)).toBe(type);
  expect(isShown(type)).toBe(shown);
});
