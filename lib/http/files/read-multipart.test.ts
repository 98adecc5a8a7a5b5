import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { readMultipart } from "./read-multipart.ts";

function source(parts: string[]) {
  const text = [...parts.map((part) => `--b\r\nContent-Disposition: form-data; ${part}\r\n`), "--b--\r\n"];
  return {
    headers: { "content-type": "multipart/form-data; boundary=b" },
    body: () => Readable.from([Buffer.from(text.join(""))]),
  };
}

describe("a form that is refused while its file is being kept", () => {
  test("is refused when whoever keeps the file has ended, and no other file is begun", async () => {
    const events: string[] = [];
    const form = source([
      'name="file"; filename="a.txt"\r\n\r\na',
      'name="room"\r\n\r\none',
      'name="file"; filename="b.txt"\r\n\r\nb',
    ]);
    const read = readMultipart(form, {
      field() {
        events.push("field");
        throw new Error("no such field");
      },
      async file({ filename }) {
        events.push(`${filename} begun`);
        for (let turn = 0; turn < 20; turn++) await setImmediate();
        events.push(`${filename} ended`);
      },
    });
    await expect(read).rejects.toThrow("no such field");
    expect(events.sort()).toEqual(["a.txt begun", "a.txt ended", "field"]);
  });
});
