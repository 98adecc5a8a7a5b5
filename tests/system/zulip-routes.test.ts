import { expect, onTestFinished, test } from "vitest";
import { endpoints } from "#lib/http/endpoints.ts";
import { writeCursor } from "#lib/integrations/cursor.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { createZulip } from "#sandbox/systems/zulip/create-zulip.ts";
import { openVendorRoutes } from "#tests/support/vendor-routes.ts";

async function openRoutes(more: Record<string, string> = {}) {
  const system = await startSystem(createZulip({ now: Date.now }));
  onTestFinished(system.close);
  const routes = await openVendorRoutes({
    ZULIP_BASE_URL: system.url,
    ZULIP_EMAIL: "parlour-bot@parlour.test",
    ZULIP_API_KEY: "parlour-demo-key",
    ...more,
  });
  const [messages, streams, users] = await Promise.all([
    import("#app/api/integrations/zulip/messages/route.ts"),
    import("#app/api/integrations/zulip/streams/route.ts"),
    import("#app/api/integrations/zulip/users/route.ts"),
  ]);
  const reads = [messages.GET, streams.GET, users.GET];
  const send = (body: unknown, as: "staff" | "mara" | "reads" | null = "staff") =>
    routes.call(messages.POST, { body, as, of: endpoints.sendZulipMessage });
  return { ...routes, system, messages, streams, users, reads, send };
}

const message = { channel: "bookings", topic: "appointments", content: "Confirmed: Lena with Mara." };

test("Zulip is for the front desk", async () => {
  const { call, reads, send, system } = await openRoutes();
  for (const handler of reads) {
    expect(await call(handler, { as: null })).toMatchObject({
      status: 401,
      answer: { code: "not_signed_in" },
    });
    expect(await call(handler, { as: "mara" })).toMatchObject({
      status: 403,
      answer: { code: "not_allowed" },
    });
    expect(await call(handler, { as: "files" })).toMatchObject({ status: 403 });
  }
  for (const as of [null, "mara", "reads"] as const)
    expect(await send(message, as)).toMatchObject({ status: as === null ? 401 : 403 });
  expect(system.requests).toEqual([]);
  for (const handler of reads) expect(await call(handler, { as: "reads" })).toMatchObject({ status: 200 });
});

test("messages page by page, and a new one", async () => {
  const { call, send, messages } = await openRoutes();
  const query = { channel: "bookings", limit: "4" };
  const seen: number[] = [];
  let cursor: string | null = null;
  do {
    const { status, answer } = await call(messages.GET, {
      query: { ...query, ...(cursor === null ? {} : { cursor }) },
      of: endpoints.listZulipMessages,
    });
    expect(status).toBe(200);
    seen.push(...answer.messages.map(({ id }: { id: number }) => id));
    cursor = answer.nextCursor;
    if (seen.length === 4) expect(await send(message)).toMatchObject({ status: 201 });
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(seen.length);
  const { answer } = await call(messages.GET, { query: { channel: "5", topic: "appointments", limit: "1" } });
  expect(answer.messages).toMatchObject([{ content: message.content, channel: { id: 5, name: "bookings" } }]);
  expect(seen).not.toContain(answer.messages[0].id);
});

test("channels and people", async () => {
  const { call, send, streams, users } = await openRoutes();
  const first = await call(streams.GET, { query: { limit: "2" }, of: endpoints.listZulipStreams });
  expect(first.answer.streams).toMatchObject([{ name: "team" }, { name: "bookings", isPrivate: false }]);
  const rest = await call(streams.GET, { query: { limit: "2", cursor: first.answer.nextCursor } });
  expect(rest.answer).toMatchObject({ streams: [{ name: "supplies & orders" }], nextCursor: null });
  const all = await call(users.GET, { of: endpoints.listZulipUsers });
  expect(all.answer.users).toHaveLength(7);
  expect(all.answer.nextCursor).toBeNull();
  const ids = all.answer.users.slice(0, 2).map(({ id }: { id: number }) => id);
  expect(await send({ userIds: ids, content: "Hello both" })).toMatchObject({ status: 201 });
});

test("what is not valid is refused before Zulip is asked", async () => {
  const { call, send, messages, streams, system } = await openRoutes();
  const bodies: [object, string][] = [
    [{ ...message, content: "x".repeat(10_001) }, "content"],
    [{ ...message, content: " \n" }, "content"],
    [{ ...message, content: "a\0" }, "content"],
    [{ ...message, topic: "x".repeat(61) }, "topic"],
    [{ ...message, topic: "a\nb" }, "topic"],
    [{ channel: "bookings", content: "x" }, "topic"],
    [{ content: "x" }, "channel"],
    [{ channel: "", topic: "x", content: "x" }, "channel"],
    [{ channel: -1, topic: "x", content: "x" }, "channel"],
    [{ ...message, userIds: [8] }, "userIds"],
    [{ userIds: [], content: "x" }, "userIds"],
    [{ userIds: [1.5], content: "x" }, "userIds"],
  ];
  for (const [body, field] of bodies) {
    const { status, answer } = await send(body);
    expect([field, status, Object.keys(answer.errors)]).toEqual([field, 422, [field]]);
  }
  const queries: [Record<string, string>, string][] = [
    [{ limit: "0" }, "limit"],
    [{ limit: "101" }, "limit"],
    [{ cursor: "x" }, "cursor"],
    [{ cursor: writeCursor("zulip.users", 5) }, "cursor"],
    [{ cursor: writeCursor("zulip.messages", -5) }, "cursor"],
    [{ topic: "x".repeat(61) }, "topic"],
  ];
  for (const [query, field] of queries)
    expect(await call(messages.GET, { query })).toMatchObject({
      status: 422,
      answer: { code: "invalid_input", errors: { [field]: [expect.any(String)] } },
    });
  expect(await call(streams.GET, { query: { limit: "x" } })).toMatchObject({ status: 422 });
  expect(system.requests).toEqual([]);
});

test("what Zulip says of it is ours to say", async () => {
  const { call, send, messages } = await openRoutes();
  expect(await send({ ...message, channel: "gone" })).toMatchObject({
    status: 404,
    answer: { code: "not_found", detail: "Channel 'gone' does not exist" },
  });
  expect(await call(messages.GET, { query: { channel: "gone" } })).toMatchObject({ status: 404 });
  expect(await send({ userIds: [99], content: "x" })).toMatchObject({
    status: 422,
    answer: { code: "invalid_input", detail: "Invalid user ID 99" },
  });
});

test("a Zulip that fails is 502, one that is not configured 503", async () => {
  const failing = await openRoutes();
  failing.system.faults.add({ match: /streams/, status: 404, body: "<html>Not here</html>" });
  expect(await failing.call(failing.streams.GET)).toMatchObject({
    status: 502,
    answer: { code: "upstream_failed" },
  });
  const wrong = await openRoutes({ ZULIP_API_KEY: "another" });
  const refused = await wrong.call(wrong.streams.GET);
  expect(refused).toMatchObject({ status: 502, answer: { code: "upstream_failed" } });
  expect(refused.answer.detail).toBe("Zulip does not accept the key in ZULIP_API_KEY.");
  const absent = await openRoutes({ ZULIP_API_KEY: "" });
  for (const handler of absent.reads)
    expect(await absent.call(handler)).toMatchObject({
      status: 503,
      answer: { code: "zulip_not_configured", detail: expect.stringContaining("ZULIP_API_KEY") },
    });
  expect(await absent.send(message)).toMatchObject({ status: 503 });
});
