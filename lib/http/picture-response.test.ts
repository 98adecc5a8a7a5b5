import { expect, test } from "vitest";
import { pictureResponse } from "./picture-response.ts";

const picture = { id: "abc", mimeType: "image/webp", bytes: Buffer.from("RIFF") };
const ask = (headers: Record<string, string> = {}) =>
  pictureResponse(new Request("http://localhost/api/pictures/abc", { headers }), picture);

test("a picture comes with its type and may be kept for good", async () => {
  const response = ask();
  expect(Buffer.from(await response.arrayBuffer()).toString()).toBe("RIFF");
  expect([response.status, Object.fromEntries(response.headers)]).toEqual([
    200,
    {
      etag: '"abc"',
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "image/webp",
      "content-length": "4",
    },
  ]);
});

test.each<[string, number]>([
  ['"abc"', 304],
  ['W/"abc"', 304],
  ['"x", "abc"', 304],
  ["*", 304],
  ['"x"', 200],
  ["abc", 200],
])("whoever has %s is answered %d", async (known, status) => {
  const response = ask({ "If-None-Match": known });
  expect(response.status).toBe(status);
  expect((await response.arrayBuffer()).byteLength).toBe(status === 304 ? 0 : 4);
});
