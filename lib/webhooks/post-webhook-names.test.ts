import { expect, onTestFinished, test } from "vitest";
import { startWebhookReceiver } from "#tests/support/webhook-receiver.ts";
import { postWebhook } from "./post-webhook.ts";

type Addresses = { address: string; family: number }[];

function resolver(...answers: Addresses[]) {
  const asked: string[] = [];
  const call = (url: string) =>
    postWebhook(url, {
      body: "{}",
      headers: {},
      nowMs: 0,
      askNames: (name, _, done) => {
        asked.push(name);
        done(null, answers.shift() ?? []);
      },
    });
  return { asked, call };
}

test("a name is looked up once a call, and what was checked is what is connected to", async () => {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  const { port } = new URL(receiver.url);
  // The second answer would come to whoever looked a second time.
  const { asked, call } = resolver(
    [{ address: "127.0.0.1", family: 4 }],
    [{ address: "169.254.169.254", family: 4 }],
  );
  expect(await call(`http://rebind.test:${port}/`)).toMatchObject({ status: 204, failure: null });
  expect(asked).toEqual(["rebind.test"]);
  expect(await call(`http://rebind.test:${port}/`)).toMatchObject({ failure: "forbidden_address" });
  expect(receiver.calls).toHaveLength(1);
});

test("one refused address among several refuses the name", async () => {
  const { call } = resolver([
    { address: "127.0.0.1", family: 4 },
    { address: "::ffff:169.254.169.254", family: 6 },
  ]);
  expect(await call("http://mixed.test:1/")).toMatchObject({ failure: "forbidden_address" });
});
