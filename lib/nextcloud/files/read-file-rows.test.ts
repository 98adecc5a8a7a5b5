import { describe, expect, test } from "vitest";
import { UpstreamError } from "#lib/core/errors.ts";
import { readRecording } from "#tests/contract/replay-server.ts";
import { readFileRows } from "./read-file-rows.ts";
import { scanFileRows } from "./scan-file-rows.ts";

const sabre = readRecording("files-propfind-depth1-odd-names").response.body;
/** Reads the same, but not as sabre/dav writes it: the parser's turn. */
const otherwise = (text: string) => text.replace("<d:response>", "<!-- x --><d:response>");

const ok = (href: string, props: string, status = "200 OK") =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat></d:response>`;
const document = (...rows: string[]) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns" xmlns:x="urn:x">${rows.join("")}</d:multistatus>`;

describe("scanned or parsed, it reads the same", () => {
  test.each([
    ["as recorded", sabre],
    [
      "references",
      document(
        ok("/a&amp;b", "<d:getetag>&quot;1&quot;</d:getetag><d:getcontenttype>a&#13;b</d:getcontenttype>"),
      ),
    ],
    ["a failed propstat", document(ok("/a", "<d:getetag>1</d:getetag>", "404 Not Found"))],
    ["properties of others", document(ok("/a", "<x:size>1</x:size><oc:size>2</oc:size><d:size>3</d:size>"))],
    ["a folder", document(ok("/a", "<d:resourcetype>\n <d:collection/>\n</d:resourcetype>"))],
    [
      "no folder",
      document(ok("/a", "<d:resourcetype><x:collection/></d:resourcetype><x:y><d:collection/></x:y>")),
    ],
    ["white space", document(ok("\n /a \n", "<d:getetag>\n 1 </d:getetag>"))],
    [
      "only a status",
      document("<d:response><d:href>/a</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"),
    ],
    [
      "properties that hold elements",
      document(ok("/a", "<x:y><x:z><d:href>/b</d:href></x:z></x:y><oc:size>1</oc:size>")),
    ],
    ["nothing", document()],
  ])("%s", (_what, text) => {
    const scanned = scanFileRows(text);
    expect(scanned).not.toBeNull();
    expect(scanned).toEqual(readFileRows(otherwise(text).replace(/(?<=<d:multistatus[^>]*)>/, ' a="b">')));
  });
});

test.each([
  ["attributes", document(ok("/a", '<d:getetag a="b">1</d:getetag>'))],
  ["CDATA", document(ok("/a", "<d:getetag><![CDATA[1]]></d:getetag>"))],
  ["another default", `<multistatus xmlns="DAV:">${ok("/a", "").replaceAll("d:", "")}</multistatus>`],
  ["several addresses", document(ok("/a</d:href><d:href>/b", ""))],
])("%s are the parser's", (_what, text) => {
  expect(scanFileRows(text)).toBeNull();
  expect(readFileRows(text).map(({ href }) => href)[0]).toBe("/a");
});

test("cut off anywhere, it is never a shorter listing", () => {
  for (let end = 0; end < sabre.trimEnd().length; end += 7)
    expect(() => readFileRows(sabre.slice(0, end))).toThrow(UpstreamError);
});

test("a listing of 5,000 entries is scanned in one pass", () => {
  const rows = Array.from({ length: 5_000 }, (_, i) =>
    ok(
      `/remote.php/dav/files/a/picture%20${i}.jpg`,
      `<oc:fileid>${i}</oc:fileid><d:getetag>&quot;${i}&quot;</d:getetag>`,
    ),
  );
  const read = scanFileRows(document(...rows));
  expect([read?.length, read?.at(-1)?.texts.get("fileid"), read?.at(-1)?.texts.get("getetag")]).toEqual([
    5_000,
    "4999",
    '"4999"',
  ]);
});
