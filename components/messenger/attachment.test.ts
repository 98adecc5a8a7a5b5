import { expect, test } from "vitest";
import { MOST_BYTES, multipartBody, refuseAttachment } from "./attachment.ts";

test("the form is read as a browser's own would be", async () => {
  const file = new File(["\u0000ink"], 'a "b"\n.png', { type: "image/png" });
  const { blob, contentType } = multipartBody(
    { roomId: "!r:example", file, body: "Look", clientId: "key-1" },
    "cut-here",
  );
  const form = await new Response(blob, { headers: { "content-type": contentType } }).formData();
  expect(form.get("room_id")).toBe("!r:example");
  expect(form.get("client_id")).toBe("key-1");
  expect(form.get("body")).toBe("Look");
  const read = form.get("file");
  if (!(read instanceof File)) throw new Error("no file");
  expect(await read.text()).toBe("\u0000ink");
  expect(read.type).toBe("image/png");
  expect(read.name).toMatch(/^a .b.+\.png$/s);
});

test("a type that would break out of its line is none", async () => {
  const file = new File(["x"], "x");
  Object.defineProperty(file, "type", { value: "a/b\r\nX: y" });
  const { blob } = multipartBody({ roomId: "r", file, clientId: "k" }, "cut-here");
  expect(await blob.text()).toContain("Content-Type: application/octet-stream\r\n");
});

test.each([
  [MOST_BYTES, null],
  [MOST_BYTES + 1, "too_large"],
  [0, "empty"],
])("%i bytes: %s", (size, refusal) => expect(refuseAttachment({ size })).toBe(refusal));
