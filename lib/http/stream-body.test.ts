import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { streamBody } from "./stream-body.ts";

test("everything arrives, in its order", async () => {
  const parts = ["one ", "two ", "three"].map((part) => Buffer.from(part));
  const answer = new Response(streamBody(Readable.from(parts, { objectMode: false })));
  expect(await answer.text()).toBe("one two three");
});

test("nothing is read ahead, and the source ends with its reader", async () => {
  let given = 0;
  async function* endless() {
    for (;;) {
      given += 1;
      yield Buffer.alloc(1000);
    }
  }
  const source = Readable.from(endless(), { objectMode: false, highWaterMark: 1000 });
  const reader = streamBody(source).getReader();
  for (let taken = 0; taken < 5; taken += 1) expect((await reader.read()).value?.length).toBe(1000);
  await reader.cancel();
  expect(source.destroyed).toBe(true);
  expect(given).toBeLessThan(10);
});

test("a source that breaks off breaks the answer off", async () => {
  async function* broken() {
    yield Buffer.from("begun");
    throw new Error("cut");
  }
  const answer = new Response(streamBody(Readable.from(broken(), { objectMode: false })));
  await expect(answer.text()).rejects.toThrow("cut");
});
