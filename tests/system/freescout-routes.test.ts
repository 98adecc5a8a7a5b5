import { eq } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { users } from "#db/schema/users.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { writeCursor } from "#lib/integrations/cursor.ts";
import { createFreeScout, type FreeScoutOptions } from "#sandbox/systems/freescout/create-freescout.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { openVendorRoutes } from "#tests/support/vendor-routes.ts";

async function openRoutes(more: Record<string, string> = {}, options: Partial<FreeScoutOptions> = {}) {
  const { state, ...freeScout } = createFreeScout({ now: Date.now, ...options });
  const system = await startSystem(freeScout);
  onTestFinished(system.close);
  const routes = await openVendorRoutes({
    FREESCOUT_API_URL: `${system.url}/api`,
    FREESCOUT_API_KEY: "parlour-demo-key",
    ...more,
  });
  const [conversations, conversation, reply, mailboxes, customers, tags] = await Promise.all([
    import("#app/api/integrations/freescout/conversations/route.ts"),
    import("#app/api/integrations/freescout/conversations/[id]/route.ts"),
    import("#app/api/integrations/freescout/conversations/[id]/reply/route.ts"),
    import("#app/api/integrations/freescout/mailboxes/route.ts"),
    import("#app/api/integrations/freescout/customers/route.ts"),
    import("#app/api/integrations/freescout/tags/route.ts"),
  ]);
  const reads = [conversations, conversation, mailboxes, customers, tags].map(({ GET }) => ({
    handler: GET,
    sent: { id: "206" },
  }));
  const writes = [
    { handler: conversations.POST, sent: { body: opened } },
    { handler: reply.POST, sent: { id: "206", body: { text: "Hi", userId: 3 } } },
  ];
  return {
    ...routes,
    system,
    state,
    conversations,
    conversation,
    reply,
    mailboxes,
    customers,
    tags,
    reads,
    writes,
  };
}

const opened = {
  mailboxId: 2,
  subject: "A sketch",
  customer: { email: "lena.hofer@example.org", firstName: "Lena" },
  text: "Could it be <b>smaller</b>?",
};

test("FreeScout is for the front desk", async () => {
  const { call, reads, writes, system } = await openRoutes();
  for (const { handler, sent } of [...reads, ...writes]) {
    expect(await call(handler, { ...sent, as: null })).toMatchObject({ status: 401 });
    expect(await call(handler, { ...sent, as: "mara" })).toMatchObject({
      status: 403,
      answer: { code: "not_allowed" },
    });
    expect(await call(handler, { ...sent, as: "files" })).toMatchObject({ status: 403 });
  }
  for (const { handler, sent } of writes)
    expect(await call(handler, { ...sent, as: "reads" })).toMatchObject({ status: 403 });
  expect(system.requests).toEqual([]);
  for (const { handler, sent } of reads)
    expect(await call(handler, { ...sent, as: "reads" })).toMatchObject({ status: 200 });
});

test("conversations page by page, filtered, and one with its messages", async () => {
  const { call, conversations, conversation } = await openRoutes();
  const ids: number[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: "5", ...(cursor === null ? {} : { cursor }) };
    const { status, answer } = await call(conversations.GET, {
      query,
      of: endpoints.listFreescoutConversations,
    });
    expect(status).toBe(200);
    ids.push(...answer.conversations.map(({ id }: { id: number }) => id));
    cursor = answer.nextCursor;
  } while (cursor !== null);
  expect(ids).toEqual(Array.from({ length: 13 }, (_, index) => 213 - index));
  const query = { status: "active", mailboxId: "2", customerEmail: "Lena.Hofer@example.org", tag: "sketch" };
  const filtered = await call(conversations.GET, { query });
  expect(filtered.answer).toMatchObject({
    conversations: [{ subject: "A sprig of rosemary" }],
    nextCursor: null,
  });
  const id = String(filtered.answer.conversations[0].id);
  const one = await call(conversation.GET, { id, of: endpoints.showFreescoutConversation });
  expect(one.answer.conversation.threads.map(({ text }: { text: string }) => text)).toEqual([
    "Could the sprig be a little smaller?\n\nThank you,\nLena",
    "Eight centimetres keeps the leaves readable. Shall I draw it again?",
    "Yes please!",
  ]);
});

test("mailboxes, customers and tags", async () => {
  const { call, mailboxes, customers, tags } = await openRoutes();
  const first = await call(mailboxes.GET, { query: { limit: "1" }, of: endpoints.listFreescoutMailboxes });
  expect(first.answer.mailboxes).toMatchObject([{ name: "Studio" }]);
  const rest = await call(mailboxes.GET, { query: { limit: "1", cursor: first.answer.nextCursor } });
  expect(rest.answer).toMatchObject({ mailboxes: [{ name: "Bookings" }], nextCursor: null });
  const people = await call(customers.GET, { query: { limit: "2" }, of: endpoints.listFreescoutCustomers });
  expect(people.answer.customers).toMatchObject([
    { name: "Felix Aigner" },
    { name: "convention@example.org" },
  ]);
  const named = await call(tags.GET, { of: endpoints.listFreescoutTags });
  expect(named.answer.tags).toContainEqual({ id: expect.any(Number), name: "sketch", uses: 2 });
});

test("a conversation is opened, and answered as who has the reader's address", async () => {
  const { call, studio, conversations, conversation, reply } = await openRoutes();
  const made = await call(conversations.POST, { body: opened, of: endpoints.createFreescoutConversation });
  expect(made.status).toBe(201);
  const id = String(made.answer.id);
  expect(made.answer.url).toMatch(new RegExp(`/conversation/${id}$`));
  const nobody = await call(reply.POST, { id, body: { text: "Yes" } });
  expect(nobody).toMatchObject({
    status: 422,
    answer: { code: "invalid_input", detail: expect.stringContaining("3 (Front Desk)") },
  });
  studio.db.update(users).set({ email: "Theo@parlour.test" }).where(eq(users.id, "user-staff")).run();
  const answered = await call(reply.POST, {
    id,
    body: { text: "Yes" },
    of: endpoints.replyToFreescoutConversation,
  });
  expect(answered.status).toBe(201);
  const { answer } = await call(conversation.GET, { id });
  expect(answer.conversation).toMatchObject({
    subject: "A sketch",
    threads: [
      { kind: "customer", text: "Could it be <b>smaller</b>?" },
      { kind: "message", text: "Yes", by: { name: "Theo Brandl" } },
    ],
  });
});

test("nobody is mailed because of a conversation that says so", async () => {
  const { call, conversations, state } = await openRoutes();
  expect(await call(conversations.POST, { body: { ...opened, imported: true } })).toMatchObject({
    status: 201,
  });
  expect(state.mailed).toEqual([]);
  expect(await call(conversations.POST, { body: opened })).toMatchObject({ status: 201 });
  expect(state.mailed).toEqual([{ to: "lena.hofer@example.org", what: "auto reply" }]);
});

test("what is not valid is refused before FreeScout is asked", async () => {
  const { call, conversations, conversation, reply, customers, system } = await openRoutes();
  const bodies: [object, string][] = [
    [{ ...opened, subject: "x".repeat(256) }, "subject"],
    [{ ...opened, subject: "a\nBcc: b@c.de" }, "subject"],
    [{ ...opened, subject: " " }, "subject"],
    [{ ...opened, text: "x".repeat(50_001) }, "text"],
    [{ ...opened, text: "\n" }, "text"],
    [{ ...opened, customer: { email: "nobody" } }, "customer"],
    [{ ...opened, customer: { ...opened.customer, firstName: "x".repeat(41) } }, "customer"],
    [{ ...opened, imported: "true" }, "imported"],
    [{ ...opened, mailboxId: "2" }, "mailboxId"],
    [{ ...opened, kind: "lineitem" }, "kind"],
    [{ ...opened, userId: 0 }, "userId"],
  ];
  for (const [body, field] of bodies) {
    const { status, answer } = await call(conversations.POST, { body });
    expect([field, status, Object.keys(answer.errors)]).toEqual([field, 422, [field]]);
  }
  expect(await call(reply.POST, { id: "206", body: {} })).toMatchObject({ status: 422 });
  for (const id of ["0", "-1", "1.5", "..", "206/threads", "x", "9".repeat(16)]) {
    expect(await call(conversation.GET, { id })).toMatchObject({ status: 422 });
    expect(await call(reply.POST, { id, body: { text: "Hi" } })).toMatchObject({ status: 422 });
  }
  const queries: Record<string, string>[] = [
    { status: "open" },
    { mailboxId: "1,2" },
    { customerEmail: "x" },
    { limit: "0" },
    { cursor: writeCursor("freescout.customers", { skip: 0, after: 1, most: 50 }) },
    { cursor: writeCursor("freescout.conversations", { skip: -1, after: 1, most: 50 }) },
  ];
  for (const query of queries)
    expect(await call(conversations.GET, { query })).toMatchObject({ status: 422 });
  expect(await call(customers.GET, { query: { email: "x" } })).toMatchObject({ status: 422 });
  expect(system.requests).toEqual([]);
});

test("what FreeScout says of it is ours to say", async () => {
  const { call, conversations, conversation, reply } = await openRoutes();
  expect(await call(conversation.GET, { id: "999" })).toMatchObject({
    status: 404,
    answer: { code: "not_found" },
  });
  expect(await call(reply.POST, { id: "999", body: { text: "Hi", userId: 3 } })).toMatchObject({
    status: 404,
  });
  expect(await call(conversations.POST, { body: { ...opened, mailboxId: 9 } })).toMatchObject({
    status: 422,
    answer: { code: "invalid_input", detail: "mailboxId: Mailbox not found" },
  });
});

test("a FreeScout that fails is 502, one that is not configured 503", async () => {
  const missing = await openRoutes({}, { withoutModule: true });
  for (const { handler, sent } of [...missing.reads, ...missing.writes])
    expect(await missing.call(handler, sent)).toMatchObject({
      status: 502,
      answer: { code: "upstream_failed", detail: expect.stringContaining("API & Webhooks module") },
    });
  const untagged = await openRoutes({}, { withoutTags: true });
  expect(await untagged.call(untagged.tags.GET)).toMatchObject({
    status: 502,
    answer: { code: "upstream_failed", detail: expect.stringContaining("Tags module is not installed") },
  });
  const wrong = await openRoutes({ FREESCOUT_API_KEY: "another" });
  const refused = await wrong.call(wrong.tags.GET);
  expect(refused).toMatchObject({ status: 502 });
  expect(JSON.stringify(refused.answer)).not.toContain("another");
  const absent = await openRoutes({ FREESCOUT_API_KEY: "" });
  for (const { handler, sent } of [...absent.reads, ...absent.writes])
    expect(await absent.call(handler, sent)).toMatchObject({
      status: 503,
      answer: { code: "freescout_not_configured", detail: expect.stringContaining("FREESCOUT_API_KEY") },
    });
});
