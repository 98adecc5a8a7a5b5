import { describe, expect, onTestFinished, test, vi } from "vitest";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "#lib/integrations/client.ts";
import { type ConnectorOptions, openConnector } from "#lib/integrations/open-connector.ts";
import { walkPages } from "#lib/integrations/pages.ts";
import { zulip } from "#lib/integrations/zulip/connector.ts";
import type { Message } from "#lib/integrations/zulip/dto.ts";
import { listChannels } from "#lib/integrations/zulip/list-channels.ts";
import { listMessages } from "#lib/integrations/zulip/list-messages.ts";
import { listUsers } from "#lib/integrations/zulip/list-users.ts";
import { sendMessage } from "#lib/integrations/zulip/send-message.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { createZulip, type ZulipOptions } from "#sandbox/systems/zulip/create-zulip.ts";
import { stopTimers } from "#tests/support/own-time.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { describeSystem } from "./systems.ts";

const variables = (url: string, more: Record<string, string> = {}) => ({
  ZULIP_BASE_URL: url,
  ZULIP_EMAIL: "parlour-bot@parlour.test",
  ZULIP_API_KEY: "parlour-demo-key",
  ...more,
});

describeSystem(
  "zulip",
  {
    standIn: async () => {
      const system = await startSystem(createZulip({ now: Date.now }));
      return { env: variables(system.url), close: system.close };
    },
  },
  (connect, { live }) => {
    test("the key works, and the server is new enough", async () => {
      await zulip.test(connect());
      await zulip.health(connect());
    });

    test("channels and users, page by page", async () => {
      const client = connect();
      const first = await listChannels(client, { from: null, limit: 1 });
      expect(first.items).toHaveLength(1);
      const channels = await all((from) => listChannels(client, { from, limit: 2 }));
      expect(channels[0]).toEqual(first.items[0]);
      expect(new Set(channels.map(({ id }) => id)).size).toBe(channels.length);
      const users = await all((from) => listUsers(client, { from, limit: 3 }));
      expect(users.some(({ email }) => email === client.config.ZULIP_EMAIL)).toBe(true);
      if (live) return;
      // The owners' channel is none of the bot's business.
      expect(channels.map(({ name }) => name)).toEqual(["team", "bookings", "supplies & orders"]);
      expect(users).toHaveLength(7);
      expect(users.filter(({ isActive }) => !isActive)).toMatchObject([{ name: "Pia Novak", role: "guest" }]);
      expect(users.filter(({ isBot }) => isBot)).toMatchObject([{ email: "parlour-bot@parlour.test" }]);
    });

    test("messages of a channel, newest first, each once", async () => {
      const client = connect();
      const [channel] = (await listChannels(client, { from: null, limit: 1 })).items;
      if (!channel) return;
      const newest = await listMessages(client, { from: null, limit: 20, channel: channel.id });
      const ids = newest.items.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((one, other) => other - one));
      if (live) return;
      const walked = await all((from) => listMessages(client, { from, limit: 2, channel: channel.id }));
      expect(walked).toEqual(newest.items);
      expect(newest.next).toBeNull();
    });

    test("an unknown channel is not there", async () => {
      await expect(
        listMessages(connect(), { from: null, limit: 1, channel: "no such channel 7f3a" }),
      ).rejects.toMatchObject({ kind: "rejected", reason: "not-found" });
    });

    if (live) return;

    test("a message as people read it", async () => {
      const client = connect();
      const { items } = await listMessages(client, {
        from: null,
        limit: 1,
        channel: "supplies & orders",
        topic: "INK",
      });
      expect(items).toEqual([
        {
          id: expect.any(Number),
          sender: { id: 11, name: "Front Desk", email: "staff@parlour.test" },
          channel: { id: 6, name: "supplies & orders" },
          topic: "ink",
          content: "Ordered six. They come on Thursday.",
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
          url: `${client.config.ZULIP_BASE_URL}/#narrow/channel/6-supplies-.26-orders/topic/ink/near/${items[0]?.id}`,
        },
      ]);
    });

    test("what is sent is there once, and found again among one's own", async () => {
      const client = connect();
      const content = "Angefragt: *Jonas* & Söhne\nzweite Zeile  \n";
      const { id } = await sendMessage(client, { channel: "5", topic: "appointments", content });
      const { items } = await listMessages(client, {
        from: null,
        limit: 5,
        channel: 5,
        topic: "appointments",
      });
      expect(items[0]).toMatchObject({ id, sender: { name: "Parlour" }, content: content.trimEnd() });
      const about = { from: null, limit: 5, channel: "bookings", topic: "appointments" };
      const senderId = items[0]?.sender.id;
      const own = await listMessages(client, { ...about, senderId });
      expect(own.items[0]).toEqual(items[0]);
      expect(new Set(own.items.map(({ sender }) => sender.name))).toEqual(new Set(["Parlour"]));
    });

    test("a direct message is of no channel", async () => {
      const client = connect();
      const { id } = await sendMessage(client, { userIds: [8, 9], content: "Is Saturday free?" });
      const { items } = await listMessages(client, { from: null, limit: 1 });
      expect(items[0]).toMatchObject({ id, channel: null, topic: "" });
      expect(items[0]?.url).toMatch(/\/#narrow\/dm\/8,9,20-group\/near\/\d+$/);
    });

    test("what Zulip does not take is said in its words", async () => {
      const client = connect();
      await expect(sendMessage(client, { userIds: [99], content: "Hello" })).rejects.toMatchObject({
        reason: "invalid",
        message: "Invalid user ID 99",
      });
      await expect(sendMessage(client, { channel: 3, topic: "x", content: " \n" })).rejects.toMatchObject({
        reason: "invalid",
        message: "Message must not be empty",
      });
      await expect(sendMessage(client, { channel: 3, topic: "a\nb", content: "x" })).rejects.toMatchObject({
        reason: "invalid",
        message: "Invalid character in topic, at position 2!",
      });
      await expect(sendMessage(client, { channel: 7, topic: "x", content: "x" })).rejects.toMatchObject({
        reason: "not-found",
        message: "Channel with ID '7' does not exist",
      });
    });

    test("pages hold still while new messages come", async () => {
      const client = connect();
      const before = await listMessages(client, { from: null, limit: 100, channel: 5 });
      const seen: Message[] = [];
      for await (const page of walkPages(
        (from: number | null) => listMessages(client, { from, limit: 3, channel: 5 }),
        "zulip",
      )) {
        seen.push(...page);
        await sendMessage(client, { channel: 5, topic: "more", content: `One more after ${seen.length}` });
      }
      expect(seen).toEqual(before.items);
    });
  },
);

describe("Zulip on bad days", () => {
  test.each(["", "/", "/api/v1", "/api/v1/"])("the realm may be named with %j", async (path) => {
    const { connect, system } = await start();
    await zulip.test(connect({}, { ZULIP_BASE_URL: system.url + path }));
    expect(system.requests).toEqual(["GET /api/v1/users/me", "GET /api/v1/server_settings"]);
  });

  test("a wrong key is asked about once and named by its variable", async () => {
    const { connect, system } = await start();
    await expect(zulip.test(connect({}, { ZULIP_API_KEY: "wrong" }))).rejects.toMatchObject({
      kind: "auth",
      status: 401,
      message: "Zulip does not accept the key in ZULIP_API_KEY.",
    });
    expect(system.requests).toEqual(["GET /api/v1/users/me"]);
  });

  test("an address that is no organisation's is told as that, not as a thing that is missing", async () => {
    const { connect, system } = await start();
    const body = JSON.stringify({ result: "error", code: "NONEXISTENT_SUBDOMAIN", msg: "Invalid subdomain" });
    system.faults.add({ status: 404, body, contentType: "application/json" });
    await expect(listChannels(connect(), { from: null, limit: 1 })).rejects.toMatchObject({
      kind: "rejected",
      reason: "wrong-address",
      message: expect.stringContaining("ZULIP_BASE_URL"),
    });
  });

  test("an account that was deactivated is told as that", async () => {
    const { connect, system } = await start();
    const body = JSON.stringify({ result: "error", code: "USER_DEACTIVATED", msg: "Account is deactivated" });
    system.faults.add({ match: /users\/me/, status: 401, body, contentType: "application/json" });
    await expect(zulip.test(connect())).rejects.toMatchObject({
      kind: "auth",
      message: "Account is deactivated",
    });
  });

  test("a Zulip that is too old is refused, asked anew each time", async () => {
    const { connect, system } = await start({ featureLevel: 249 });
    const tooOld = {
      kind: "rejected",
      reason: "too-old",
      message: expect.stringContaining("This Zulip is too old"),
    };
    await expect(zulip.test(connect())).rejects.toMatchObject(tooOld);
    await expect(listMessages(connect(), { from: null, limit: 1 })).rejects.toMatchObject(tooOld);
    await expect(sendMessage(connect(), { channel: 3, topic: "x", content: "x" })).rejects.toMatchObject(
      tooOld,
    );
    expect(system.requests.filter((line) => line.includes("server_settings"))).toHaveLength(3);
    expect(system.requests.filter((line) => line.includes("messages"))).toEqual([]);
  });

  test("the level is asked for once by many", async () => {
    const { connect, system } = await start();
    await Promise.all([1, 2, 3].map(() => listMessages(connect(), { from: null, limit: 1 })));
    await listMessages(connect(), { from: null, limit: 1 });
    expect(system.requests.filter((line) => line.includes("server_settings"))).toHaveLength(1);
  });

  test("a limit is waited for, in fractions of seconds", async () => {
    const { connect, system } = await start();
    const body = JSON.stringify({
      result: "error",
      code: "RATE_LIMIT_HIT",
      msg: "slow down",
      "retry-after": 0.0213,
    });
    const fault = {
      status: 429,
      body,
      contentType: "application/json",
      headers: { "Retry-After": "0.0213" },
    };
    system.faults.add({ ...fault, match: /streams/, times: 1 });
    expect((await listChannels(connect(), { from: null, limit: 1 })).items).toHaveLength(1);
    expect(system.requests).toHaveLength(2);
  });

  test("a long limit fails at once and says until when", async () => {
    const now = Date.now();
    const { connect } = await start({ now: () => now, requestsPerMinute: 1 });
    const client = connect({ now: () => now });
    await listChannels(client, { from: null, limit: 1 });
    await expect(listChannels(client, { from: null, limit: 1 })).rejects.toMatchObject({
      kind: "rate-limited",
      retryAt: now + 60_322,
    });
  });

  test("what is left of the limit is noticed", async () => {
    const seen: unknown[] = [];
    const { connect } = await start();
    await listChannels(connect({ observe: ({ rateLimit }) => seen.push(rateLimit) }), {
      from: null,
      limit: 1,
    });
    expect(seen).toMatchObject([{ limit: 200, remaining: 199, resetAt: expect.any(Number) }]);
  });

  test("a read is asked again after 503, a send is not", async () => {
    const { connect, system } = await start();
    system.faults.add({ match: /messages/, status: 503, times: 1 });
    await listMessages(connect(), { from: null, limit: 1 });
    system.faults.add({ match: /messages/, method: "POST", status: 503, times: 1 });
    system.requests.length = 0;
    await expect(sendMessage(connect(), { channel: 3, topic: "x", content: "x" })).rejects.toMatchObject({
      status: 503,
      message: expect.stringMatching(/The message may have been sent all the same\.$/),
    });
    expect(system.requests).toEqual(["POST /api/v1/messages"]);
  });

  test("a web page in place of data, and a field that vanished, are named", async () => {
    const { connect, system } = await start();
    system.faults.add({ match: /streams/, status: 200, body: "<html>Welcome</html>", times: 1 });
    await expect(listChannels(connect(), { from: null, limit: 1 })).rejects.toMatchObject({
      kind: "malformed",
      reason: "html",
    });
    const body = JSON.stringify({ streams: [{ stream_id: 4, description: "secret plans" }] });
    system.faults.add({ match: /streams/, status: 200, body, contentType: "application/json", times: 1 });
    const error = await listChannels(connect(), { from: null, limit: 1 }).catch(
      (failure: unknown) => failure,
    );
    expect(error).toMatchObject({ kind: "malformed", message: expect.stringContaining("streams[0].name") });
    expect(String(error)).not.toContain("secret plans");
  });

  test("a time that no calendar has is malformed", async () => {
    const { connect, system } = await start();
    const message = {
      id: 1,
      sender_id: 1,
      sender_full_name: "Mara",
      sender_email: "mara@parlour.test",
      display_recipient: "team",
      stream_id: 1,
      subject: "",
      content: "",
      timestamp: 1e20,
    };
    const body = JSON.stringify({ messages: [message], found_oldest: true });
    system.faults.add({ match: /messages/, status: 200, body, contentType: "application/json", times: 1 });
    await expect(listMessages(connect(), { from: null, limit: 1 })).rejects.toMatchObject({
      kind: "malformed",
      message: expect.stringContaining("messages[0].timestamp"),
    });
  });

  test("an answer that was lost: not sent twice, and found", async () => {
    const { connect, system } = await start();
    const client = connect();
    await zulip.test(client);
    system.requests.length = 0;
    system.faults.add({ method: "POST", drop: "after", times: 1 });
    const message = { channel: "bookings", topic: "appointments", content: "Confirmed: Jonas with Theo." };
    await expect(sendMessage(client, message)).rejects.toMatchObject({
      kind: "network",
      message: expect.stringContaining("may have been sent"),
    });
    expect(system.requests).toEqual(["POST /api/v1/messages"]);
    const { items } = await listMessages(client, { from: null, limit: 5, channel: "bookings" });
    expect(items.filter(({ content }) => content === message.content)).toHaveLength(1);
  });

  test("a time-out after sending says that it may have been sent", async () => {
    const { connect, system } = await start();
    const client = connect();
    await zulip.test(client);
    system.faults.add({ method: "POST", delayMs: 60_000 });
    const slow: Client = {
      ...client,
      json: (asked, schema) => client.json({ ...asked, timeoutMs: 50 }, schema),
    };
    const posts = () => system.requests.filter((line) => line.startsWith("POST"));
    stopTimers();
    const sent = expect(sendMessage(slow, { channel: 3, topic: "x", content: "x" })).rejects.toMatchObject({
      kind: "network",
      reason: "timeout",
      message: "Zulip did not answer in time. The message may have been sent all the same.",
    });
    await waitFor("the message", () => posts().length === 1);
    vi.advanceTimersByTime(50);
    await sent;
    expect(posts()).toHaveLength(1);
  });

  test("where nobody was reached, nothing was sent", async () => {
    const { connect, system } = await start();
    const client = connect();
    await zulip.test(client);
    await system.close();
    // Connections that were open still notice it.
    await listChannels(client, { from: null, limit: 1 }).catch(() => undefined);
    const error = await sendMessage(client, { channel: 3, topic: "x", content: "x" }).catch(
      (failure) => failure,
    );
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ kind: "network", reason: expect.stringMatching(/^(refused|paused)$/) });
    expect(error.message).not.toContain("may have been sent");
  });
});

async function start(options: Partial<ZulipOptions> = {}) {
  const system = await startSystem(createZulip({ now: Date.now, ...options }));
  onTestFinished(() => system.close().catch(() => undefined));
  const connect = (more: ConnectorOptions = {}, env: Record<string, string> = {}) =>
    openConnector(zulip, testEnvironment("file:unused", variables(system.url, env)), {
      baseDelayMs: 1,
      ...more,
    });
  return { system, connect };
}

async function all<Item>(
  fetchPage: (from: number | null) => Promise<{ items: Item[]; next: number | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of walkPages(fetchPage, "zulip")) items.push(...page);
  return items;
}
