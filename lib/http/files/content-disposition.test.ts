import { validateHeaderValue } from "node:http";
import { expect, test } from "vitest";
import { contentDisposition } from "./content-disposition.ts";

test.each([
  ["a.png", `inline; filename="a.png"; filename*=UTF-8''a.png`],
  ["Nora Weiß.pdf", `inline; filename="Nora Weiss.pdf"; filename*=UTF-8''Nora%20Wei%C3%9F.pdf`],
  [
    "größe \u{1f600} (1)'*.txt",
    `inline; filename="grosse _ (1)__.txt"; filename*=UTF-8''gr%C3%B6%C3%9Fe%20%F0%9F%98%80%20%281%29%27%2A.txt`,
  ],
  ["%41.txt", `inline; filename="_41.txt"; filename*=UTF-8''%2541.txt`],
  ["日本", `inline; filename="__"; filename*=UTF-8''%E6%97%A5%E6%9C%AC`],
  ["photo\u202Egpj.exe", `inline; filename="photogpj.exe"; filename*=UTF-8''photogpj.exe`],
  ["\u202e", `inline; filename="file"; filename*=UTF-8''file`],
])("%j is named so that everybody can read it", (name, header) => {
  expect(contentDisposition("inline", name)).toBe(header);
});

test.each([
  'a"; filename="evil.html',
  "a\r\nSet-Cookie: session=1\r\n\r\n<script>",
  "a\nX: y",
  "a\\",
  'a\\"; x="',
  "a;b,c=d",
  "../../etc/passwd",
  "a\u0000b",
  "lone \ud800 half",
  "a\u0085b\u2028c",
])("%j cannot end its parameter or the header", (name) => {
  const header = contentDisposition("attachment", name);
  expect(() => validateHeaderValue("Content-Disposition", header)).not.toThrow();
  expect(header).toMatch(
    /^attachment; filename="[A-Za-z0-9 ._()+-]+"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
  );
});

test.each([
  ["x".repeat(100_000), "x".repeat(150)],
  [`${"ü".repeat(1000)}.pdf`, `${"ü".repeat(146)}.pdf`],
  [`${"\u{1f600}".repeat(1000)}.jpeg`, `${"\u{1f600}".repeat(145)}.jpeg`],
  [`a.${"x".repeat(200)}`, `a.${"x".repeat(148)}`],
  [`${"y".repeat(146)}.pdf`, `${"y".repeat(146)}.pdf`],
])("a long name is cut before its ending", (name, cut) => {
  const header = contentDisposition("attachment", name);
  expect(header.endsWith(`filename*=UTF-8''${encodeURIComponent(cut)}`)).toBe(true);
  expect(header.length).toBeLessThan(2_200);
});
