import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startWebhookReceiver } from "#tests/support/webhook-receiver.ts";
import { newWebhook } from "./input.ts";
import { postWebhook } from "./post-webhook.ts";
import { isRefusedAddress } from "./refused-address.ts";
import { webhookPause } from "./webhook-pause.ts";

const call = (url: string, timeoutMs?: number) =>
  postWebhook(url, { body: "{}", headers: {}, nowMs: 0, ...(timeoutMs && { timeoutMs }) });

test.each([
  ["127.0.0.1", false],
  ["192.168.1.4", false],
  ["10.0.0.1", false],
  ["::1", false],
  ["fd00::1", false],
  ["93.184.216.34", false],
  ["0.0.0.0", true],
  ["0.1.2.3", true],
  ["169.254.169.254", true],
  ["169.254.0.1", true],
  ["100.100.100.200", true],
  ["224.0.0.1", true],
  ["::", true],
  ["fe80::1", true],
  ["fe80::1%eth0", true],
  ["[fe80::1]", true],
  ["::ffff:169.254.169.254", true],
  ["::ffff:a9fe:a9fe", true],
  ["64:ff9b::a9fe:a9fe", true],
  ["fd00:ec2::254", true],
  ["example.org", false],
])("the address %s is refused: %s", (address, refused) => {
  expect(isRefusedAddress(address)).toBe(refused);
});

test.each([
  ["https://example.org/a", true],
  ["http://localhost:8080/a?b=c", true],
  ["ftp://example.org/", false],
  ["javascript:alert(1)", false],
  ["https://user:password@example.org/", false],
  ["http://169.254.169.254/latest/meta-data", false],
  ["http://0xA9FEA9FE/", false],
  ["http://[::ffff:169.254.169.254]/", false],
  ["http://[fe80::1]/", false],
  ["example.org", false],
  ["", false],
])("%s can be called: %s", (url, callable) => {
  expect(newWebhook.safeParse({ name: "x", url, events: ["*"] }).success).toBe(callable);
});

test("no refused address is connected to", async () => {
  for (const host of ["169.254.169.254", "[fe80::1]", "0.0.0.0", "0", "[::]"])
    expect(await call(`http://${host}:1/`), host).toMatchObject({
      status: null,
      failure: "forbidden_address",
    });
});

test("a redirect is not followed, a huge answer not read, a name that does not exist told as such", async () => {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  receiver.answer((response) => void response.writeHead(302, { Location: receiver.url }).end());
  expect(await call(receiver.url)).toMatchObject({ status: 302, failure: "redirect" });
  expect(receiver.calls).toHaveLength(1);

  let written = 0;
  receiver.answer((response) => {
    response.writeHead(200);
    const more = () => {
      // Ends when the reader does.
      while (!response.destroyed && written < 1e9) {
        written += 65_536;
        if (!response.write("x".repeat(65_536))) return void response.once("drain", more);
      }
    };
    more();
  });
  const huge = await call(receiver.url);
  expect(huge).toMatchObject({ status: 200, failure: null });
  expect(huge.answer).toHaveLength(4096);
  expect(written).toBeLessThan(2e7);
  expect(await call("http://does-not-exist.invalid/")).toMatchObject({ failure: "dns" });
});

test("who does not answer in time is not waited for, before a byte or between two", async () => {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  receiver.answer(() => undefined);
  expect(await call(receiver.url, 100)).toMatchObject({ status: null, failure: "timeout" });
  receiver.answer((response) => void response.writeHead(200).write("a"));
  expect(await call(receiver.url, 100)).toMatchObject({ failure: "timeout" });

  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await call(`http://127.0.0.1:${port}/`, 100)).toMatchObject({ failure: "timeout" });
  expect(await call(`https://127.0.0.1:${new URL(receiver.url).port}/`)).toMatchObject({ failure: "tls" });
  silent.close();
});

test("who changes the protocol is waited for no longer than others", async () => {
  const server = createServer((socket) => {
    const upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    socket.on("error", () => undefined).once("data", () => socket.write(upgrade));
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await call(`http://127.0.0.1:${port}/`, 1000)).toMatchObject({ status: null, failure: "network" });
});

test("pauses end, and differ by a tenth at most", () => {
  expect(webhookPause(1, () => 0)).toBe(4500);
  expect(webhookPause(1, () => 1)).toBe(5500);
  expect(webhookPause(8, () => 0.5)).toBe(86_400_000);
  expect(webhookPause(9)).toBeNull();
});
