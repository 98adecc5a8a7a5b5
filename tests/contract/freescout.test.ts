import { describe, expect, onTestFinished, test, vi } from "vitest";
import { HOUR } from "#lib/core/clock.ts";
import type { Client } from "#lib/integrations/client.ts";
import { freescout } from "#lib/integrations/freescout/connector.ts";
import { createConversation } from "#lib/integrations/freescout/create-conversation.ts";
import type { Conversation } from "#lib/integrations/freescout/dto.ts";
import { listConversations } from "#lib/integrations/freescout/list-conversations.ts";
import { listCustomers } from "#lib/integrations/freescout/list-customers.ts";
import { listMailboxes } from "#lib/integrations/freescout/list-mailboxes.ts";
import { listTags } from "#lib/integrations/freescout/list-tags.ts";
import { replyToConversation } from "#lib/integrations/freescout/reply-to-conversation.ts";
import { showConversation } from "#lib/integrations/freescout/show-conversation.ts";
import { type ConnectorOptions, openConnector } from "#lib/integrations/open-connector.ts";
import { walkPages } from "#lib/integrations/pages.ts";
import type { StepPlace } from "#lib/integrations/step-back.ts";
import { createFreeScout, type FreeScoutOptions } from "#sandbox/systems/freescout/create-freescout.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { stopTimers } from "#tests/support/own-time.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { describeSystem } from "./systems.ts";

const variables = (url: string, more: Record<string, string> = {}) => ({
  FREESCOUT_API_URL: url,
  FREESCOUT_API_KEY: "parlour-demo-key",
  ...more,
});

const customer = { email: "lena.hofer@example.org", firstName: "Lena", lastName: "Hofer" };
const json = "application/json";

describeSystem(
  "freescout",
  {
    standIn: async () => {
      const system = await startSystem(createFreeScout({ now: Date.now }));
      return { env: variables(system.url), close: system.close };
    },
  },
  (connect, { live }) => {
    test("the key works", async () => {
      await freescout.test(connect());
      await freescout.health(connect());
    });

    test("mailboxes, customers and tags, page by page", async () => {
      const client = connect();
      const mailboxes = await all((from: number | null) => listMailboxes(client, { from, limit: 1 }));
      expect(new Set(mailboxes.map(({ id }) => id)).size).toBe(mailboxes.length);
      const { items: newest } = await listCustomers(client, { from: null, limit: 5 });
      const { items: tags } = await listTags(client, { from: null, limit: 50 });
      expect(tags.every(({ name }) => name !== "")).toBe(true);
      if (live) return;
      expect(mailboxes).toEqual([
        { id: 1, name: "Studio", email: "hello@parlour.test" },
        { id: 2, name: "Bookings", email: "bookings@parlour.test" },
      ]);
      expect(newest).toHaveLength(5);
      const customers = await all((from: StepPlace | null) => listCustomers(client, { from, limit: 3 }));
      expect(customers.map(({ id }) => id)).toEqual([48, 47, 46, 45, 44, 43, 42, 41]);
      expect(customers[4]).toEqual({
        id: 44,
        name: "Marek Novotný",
        emails: ["marek.novotny@example.org"],
        phones: ["+420 601 222 333"],
        company: "Novotný s.r.o.",
        updatedAt: expect.stringMatching(/\.000Z$/),
      });
      // Who has no name goes by the address.
      expect(customers[1]).toMatchObject({ name: "convention@example.org" });
      expect(tags.find(({ name }) => name === "aftercare")).toMatchObject({ uses: 2 });
      const found = await listCustomers(client, { from: null, limit: 5, email: "aylin@example.net" });
      expect(found.items).toMatchObject([{ name: "Aylin Demir" }]);
    });

    test("conversations, newest first, each once", async () => {
      const client = connect();
      const { items } = await listConversations(client, { from: null, limit: 10 });
      const numbers = items.map(({ number }) => number);
      expect(numbers).toEqual(numbers.toSorted((one, other) => other - one));
      if (live) return;
      const walked = await all((from: StepPlace | null) => listConversations(client, { from, limit: 2 }));
      expect(walked.map(({ id }) => id)).toEqual(walked.map(({ id }) => id).toSorted((a, b) => b - a));
      expect(new Set(walked.map(({ id }) => id)).size).toBe(13);
    });

    test("an unknown conversation is not there", async () => {
      await expect(showConversation(connect(), 999_999_999)).rejects.toMatchObject({
        kind: "rejected",
        reason: "not-found",
      });
    });

    if (live) return;

    test("filters", async () => {
      const client = connect();
      const subjects = async (filter: Partial<Parameters<typeof listConversations>[1]>) =>
        (await listConversations(client, { from: null, limit: 50, ...filter })).items.map(
          ({ subject }) => subject,
        );
      expect(await subjects({ status: "spam" })).toEqual(["You have WON"]);
      expect(await subjects({ status: "pending", mailboxId: 1 })).toEqual(["Guest spot in April"]);
      expect(await subjects({ customerEmail: "lena.hofer@example.org" })).toEqual(["A sprig of rosemary"]);
      expect(await subjects({ tag: "cover-up" })).toEqual(["Covering an old piece"]);
    });

    test("a conversation as people read it, without anything of its HTML", async () => {
      const client = connect();
      const { items } = await listConversations(client, { from: null, limit: 1, tag: "cover-up" });
      const id = items[0]?.id ?? 0;
      expect(items[0]).toEqual({
        id,
        number: expect.any(Number),
        subject: "Covering an old piece",
        status: "active",
        mailboxId: 2,
        customer: { id: 42, name: "Jonas Weber", email: "jonas.weber@example.org" },
        assignee: { id: 5, name: "Theo Brandl" },
        preview: expect.stringContaining("Two photos of the old piece"),
        updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
        createdAt: expect.stringMatching(/\.000Z$/),
        url: `${client.config.FREESCOUT_API_URL}/conversation/${id}`,
        tags: ["cover-up", "sketch"],
      });
      const { threads, ...rest } = await showConversation(client, id);
      expect(rest).toEqual(items[0]);
      expect(threads).toEqual([
        {
          id: expect.any(Number),
          kind: "customer",
          by: { kind: "customer", id: 42, name: "Jonas Weber" },
          text: "Two photos of the old piece are attached.",
          createdAt: expect.any(String),
          attachments: [
            { id: 71, name: "left arm.jpg", mime: "image/jpeg", size: 482_113 },
            { id: 72, name: "left arm, closer.jpg", mime: "image/jpeg", size: 511_870 },
          ],
        },
        expect.objectContaining({
          kind: "note",
          by: { kind: "user", id: 5, name: "Theo Brandl" },
          attachments: [],
        }),
      ]);
    });

    test("a conversation is opened with the customer's words, and found again", async () => {
      const client = connect();
      const createdSinceMs = client.now() - 1000;
      const subject = "Angefragt: Größe <M>";
      const text = 'Hallo,\nich hätte gern <b>Rosmarin</b> & "mehr".';
      const { id, url } = await createConversation(client, { mailboxId: 2, subject, customer, text });
      expect(url).toBe(`${client.config.FREESCOUT_API_URL}/conversation/${id}`);
      const made = await showConversation(client, id);
      expect(made).toMatchObject({ subject, status: "active", customer: { name: "Lena Hofer" } });
      expect(made.threads).toMatchObject([{ kind: "customer", text }]);
      const find = async (about: object) =>
        (await listConversations(client, { from: null, limit: 5, ...about })).items.map((found) => found.id);
      expect(await find({ subject: "größe <m>", createdSinceMs })).toEqual([id]);
      expect(await find({ subject, createdSinceMs: createdSinceMs + HOUR })).toEqual([]);
      expect(await find({ subject, customerEmail: "jonas.weber@example.org" })).toEqual([]);
    });

    test("a customer is known by any of their addresses, and a conversation is theirs by the main one", async () => {
      const client = connect();
      const email = "jonas@example.net";
      const subject = "From the other address";
      const { id } = await createConversation(client, {
        mailboxId: 1,
        subject,
        customer: { email },
        text: "Hi",
      });
      expect((await showConversation(client, id)).customer).toEqual({
        id: 42,
        name: "Jonas Weber",
        email: "jonas.weber@example.org",
      });
      const found = await listConversations(client, { from: null, limit: 5, customerEmail: email });
      expect(found.items).toEqual([]);
      const { items } = await listCustomers(client, { from: null, limit: 5, email });
      expect(items).toMatchObject([{ id: 42, emails: ["jonas.weber@example.org", email] }]);
    });

    test("names are cut to what FreeScout takes", async () => {
      const client = connect();
      const named = { email: "long@example.org", firstName: "Ä".repeat(41), lastName: " of\nmany " };
      const { id } = await createConversation(client, {
        mailboxId: 1,
        subject: "Hello",
        customer: named,
        text: "Hi",
      });
      expect((await showConversation(client, id)).customer?.name).toBe(`${"Ä".repeat(39)}… of many`);
    });

    test("a message or a note is by somebody of FreeScout's", async () => {
      const client = connect();
      const asked = { mailboxId: 1, subject: "Hello", customer: { email: "new@example.org" }, text: "Hi" };
      const note = await createConversation(client, { ...asked, kind: "note", byEmail: "MARA@parlour.test" });
      expect((await showConversation(client, note.id)).threads).toMatchObject([
        { kind: "note", by: { name: "Mara Lindqvist" } },
      ]);
      const mailed = await createConversation(client, { ...asked, kind: "message", userId: 5, assignTo: 3 });
      expect(await showConversation(client, mailed.id)).toMatchObject({
        assignee: { name: "Front Desk" },
        customer: { name: "new@example.org" },
        threads: [{ kind: "message", by: { name: "Theo Brandl" } }],
      });
      await expect(
        createConversation(client, { ...asked, kind: "note", byEmail: "x@y.at" }),
      ).rejects.toMatchObject({
        reason: "invalid",
        message: expect.stringContaining("4 (Mara Lindqvist)"),
      });
    });

    test("a reply is by who is named, else by who has the address, else by the assignee", async () => {
      const client = connect();
      const [assigned] = (await listConversations(client, { from: null, limit: 1, tag: "cover-up" })).items;
      const id = assigned?.id ?? 0;
      const text = "Closer <photos>, please.\nThank you!";
      await replyToConversation(client, { id, text, userId: 3, byEmail: "mara@parlour.test" });
      await replyToConversation(client, { id, text, byEmail: "mara@parlour.test" });
      await replyToConversation(client, { id, text, byEmail: "nobody@parlour.test" });
      const replies = (await showConversation(client, id)).threads.slice(-3);
      expect(replies.map(({ by }) => by?.name)).toEqual(["Front Desk", "Mara Lindqvist", "Theo Brandl"]);
      expect(replies).toMatchObject([1, 2, 3].map(() => ({ kind: "message", text })));
      const open = await listConversations(client, {
        from: null,
        limit: 1,
        customerEmail: "marek.novotny@example.org",
      });
      await expect(replyToConversation(client, { id: open.items[0]?.id ?? 0, text })).rejects.toMatchObject({
        reason: "invalid",
        message:
          "FreeScout needs to know who writes: please name a userId. There is 3 (Front Desk), 4 (Mara Lindqvist), 5 (Theo Brandl), 6 (Studio Admin).",
      });
      await expect(replyToConversation(client, { id: 999_999, text, userId: 3 })).rejects.toMatchObject({
        reason: "not-found",
      });
    });

    test("what FreeScout does not take is said in its words", async () => {
      const client = connect();
      const asked = { mailboxId: 1, subject: "Hello", customer, text: "Hi" };
      await expect(createConversation(client, { ...asked, mailboxId: 9 })).rejects.toMatchObject({
        reason: "invalid",
        message: "mailboxId: Mailbox not found",
      });
      await expect(createConversation(client, { ...asked, subject: " " })).rejects.toMatchObject({
        reason: "invalid",
        message: "`subject` parameter is required",
      });
    });

    test("pages hold still while new conversations come", async () => {
      const client = connect();
      const before = await all((from: StepPlace | null) => listConversations(client, { from, limit: 50 }));
      const seen: Conversation[] = [];
      const pages = walkPages(
        (from: StepPlace | null) => listConversations(client, { from, limit: 3 }),
        "freescout",
      );
      for await (const page of pages) {
        seen.push(...page);
        const subject = `One more after ${seen.length}`;
        await createConversation(client, { mailboxId: 1, subject, customer, text: "Hi" });
      }
      expect(seen.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    });
  },
);

describe("FreeScout on bad days", () => {
  test.each(["", "/", "/api", "/api/"])("the address may end with %j", async (path) => {
    const { connect, system } = await start();
    await freescout.test(connect({}, { FREESCOUT_API_URL: system.url + path }));
    expect(system.requests).toEqual(["GET /api/mailboxes?pageSize=1"]);
  });

  test("a wrong key is asked about once and named by its variable", async () => {
    const { connect, system } = await start();
    await expect(freescout.test(connect({}, { FREESCOUT_API_KEY: "wrong" }))).rejects.toMatchObject({
      kind: "auth",
      status: 401,
      message: "FreeScout does not accept the key in FREESCOUT_API_KEY.",
    });
    expect(system.requests).toHaveLength(1);
  });

  test("a module that is missing is told as that, whatever was asked for", async () => {
    const { connect } = await start({ withoutModule: true });
    const missing = {
      kind: "rejected",
      reason: "module-missing",
      message: expect.stringContaining("FreeScout's API & Webhooks module does not answer"),
    };
    await expect(freescout.test(connect())).rejects.toMatchObject(missing);
    await expect(showConversation(connect(), 205)).rejects.toMatchObject(missing);
    const asked = { mailboxId: 1, subject: "Hello", customer, text: "Hi" };
    await expect(createConversation(connect(), asked)).rejects.toMatchObject(missing);
  });

  test("another module that is missing is told in FreeScout's words, and is no fault of the request", async () => {
    const { connect } = await start({ withoutTags: true });
    await expect(listTags(connect(), { from: null, limit: 1 })).rejects.toMatchObject({
      kind: "rejected",
      reason: "module-missing",
      message: "Tags module is not installed or not activated",
    });
  });

  test("nobody is mailed because of what was imported", async () => {
    const { connect, state } = await start();
    const asked = { mailboxId: 1, subject: "Hello", customer, text: "Hi", userId: 3 };
    for (const kind of ["customer", "message", "note"] as const)
      await createConversation(connect(), { ...asked, kind, imported: true });
    expect(state.mailed).toEqual([]);
    for (const kind of ["customer", "message", "note"] as const)
      await createConversation(connect(), { ...asked, kind });
    expect(state.mailed).toEqual([
      { to: customer.email, what: "auto reply" },
      { to: customer.email, what: "message" },
    ]);
  });

  test("one is closed in front and another opened again behind, and no other is left out", async () => {
    const { connect, state } = await start();
    const client = connect();
    for (const each of state.conversations) each.status = each.id === 203 ? "closed" : "active";
    const active = state.conversations.filter(({ status }) => status === "active").map(({ id }) => id);
    const request = { limit: 2, status: "active" as const };
    const first = await listConversations(client, { from: null, ...request });
    for (const each of state.conversations)
      if (each.id === first.items[0]?.id) each.status = "closed";
      else if (each.id === 203) each.status = "active";
    const seen = first.items.map(({ id }) => id);
    for (let from = first.next; from !== null; ) {
      const page = await listConversations(client, { from, ...request });
      seen.push(...page.items.map(({ id }) => id));
      from = page.next;
    }
    expect(seen.toSorted((one, other) => one - other)).toEqual(
      [...active, 203].toSorted((one, other) => one - other),
    );
  });

  test("a module that is too old for an operation is told as that", async () => {
    const { connect, system } = await start();
    system.faults.add({ match: /tags/, status: 405 });
    await expect(listTags(connect(), { from: null, limit: 1 })).rejects.toMatchObject({
      reason: "module-too-old",
    });
  });

  test("errors in Laravel's form are read too", async () => {
    const { connect, system } = await start();
    const body = JSON.stringify({
      message: "The given data was invalid.",
      errors: { text: ["The text may not be <b>empty</b>."], user: "The user is gone." },
    });
    system.faults.add({ method: "POST", status: 422, body, contentType: json });
    await expect(replyToConversation(connect(), { id: 205, text: "x", userId: 3 })).rejects.toMatchObject({
      kind: "rejected",
      reason: "invalid",
      message: "The text may not be empty. The user is gone.",
    });
  });

  test("a limit is waited for, in fractions of seconds", async () => {
    const { connect, system } = await start();
    system.faults.add({ match: /tags/, status: 429, headers: { "Retry-After": "0.02" }, times: 1 });
    await listTags(connect(), { from: null, limit: 1 });
    expect(system.requests).toHaveLength(2);
  });

  test("what is left of the limit is noticed where FreeScout says it", async () => {
    const { connect, system } = await start();
    const seen: unknown[] = [];
    const observe: ConnectorOptions["observe"] = ({ rateLimit }) => seen.push(rateLimit);
    await listTags(connect({ observe }), { from: null, limit: 1 });
    const body = JSON.stringify({
      _embedded: { tags: [] },
      page: { size: 1, number: 1, totalElements: 0, totalPages: 0 },
    });
    const headers = { "X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "59" };
    system.faults.add({ match: /tags/, status: 200, body, contentType: json, headers });
    await listTags(connect({ observe }), { from: null, limit: 1 });
    expect(seen).toMatchObject([null, { limit: 60, remaining: 59, resetAt: null }]);
  });

  test("a read is asked again after 503, a write is not", async () => {
    const { connect, system } = await start();
    system.faults.add({ match: /conversations/, status: 503, times: 1 });
    await listConversations(connect(), { from: null, limit: 1 });
    system.faults.add({ method: "POST", status: 503, times: 1 });
    system.requests.length = 0;
    await expect(replyToConversation(connect(), { id: 205, text: "x", userId: 3 })).rejects.toMatchObject({
      status: 503,
      message: expect.stringMatching(/The reply may have been sent all the same\.$/),
    });
    expect(system.requests).toEqual(["POST /api/conversations/205/threads"]);
  });

  test("a web page in place of data, and a field that vanished, are named", async () => {
    const { connect, system } = await start();
    system.faults.add({ match: /mailboxes/, status: 200, body: "<html>Sign in</html>", times: 1 });
    await expect(freescout.test(connect())).rejects.toMatchObject({ kind: "malformed", reason: "html" });
    const page = { size: 1, number: 1, totalElements: 1, totalPages: 1 };
    const body = JSON.stringify({ _embedded: { mailboxes: [{ id: 1, email: "secret@example.org" }] }, page });
    system.faults.add({ match: /mailboxes/, status: 200, body, contentType: json, times: 1 });
    const error = await freescout.test(connect()).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ kind: "malformed", message: expect.stringContaining("mailboxes[0].name") });
    expect(String(error)).not.toContain("secret@");
  });

  test("what was created without saying which is told as uncertain", async () => {
    const { connect, system } = await start();
    system.faults.add({ method: "POST", status: 201, body: "", times: 1 });
    const asked = { mailboxId: 1, subject: "Hello", customer, text: "Hi" };
    await expect(createConversation(connect(), asked)).rejects.toMatchObject({
      kind: "malformed",
      message: expect.stringMatching(
        /"Resource-ID" is missing\. The conversation may be there all the same\.$/,
      ),
    });
  });

  test("an answer that was lost: not created twice, and found", async () => {
    const { connect, system } = await start();
    const client = connect();
    system.faults.add({ method: "POST", drop: "after", times: 1 });
    const asked = { mailboxId: 2, subject: "Confirmed: Lena with Mara", customer, text: "See you" };
    await expect(createConversation(client, asked)).rejects.toMatchObject({
      kind: "network",
      message: expect.stringContaining("The conversation may be there all the same."),
    });
    expect(system.requests).toEqual(["POST /api/conversations"]);
    const { subject } = asked;
    const { items } = await listConversations(client, { from: null, limit: 5, subject });
    expect(items).toMatchObject([{ subject, customer: { email: customer.email } }]);
  });

  test("a time-out of a reply says that it may have been sent", async () => {
    const { connect, system } = await start();
    const client = connect();
    system.faults.add({ method: "POST", delayMs: 60_000 });
    const slow: Client = { ...client, request: (asked) => client.request({ ...asked, timeoutMs: 50 }) };
    stopTimers();
    const reply = expect(replyToConversation(slow, { id: 205, text: "x", userId: 3 })).rejects.toMatchObject({
      kind: "network",
      reason: "timeout",
      message: "FreeScout did not answer in time. The reply may have been sent all the same.",
    });
    await waitFor("the reply", () => system.requests.length === 1);
    vi.advanceTimersByTime(50);
    await reply;
    expect(system.requests).toHaveLength(1);
  });

  test("an older module that leaves fields out is read all the same", async () => {
    const { connect, system } = await start();
    const client = connect();
    const { items } = await listConversations(client, { from: null, limit: 1 });
    const raw = {
      ...items[0],
      mailboxId: 1,
      createdAt: "2020-01-01T00:00:00Z",
      customer: [],
      assignee: [],
      _embedded: [],
    };
    const page = { size: 50, number: 1, totalElements: 1, totalPages: 1 };
    const body = JSON.stringify({ _embedded: { conversations: [raw] }, page });
    system.faults.add({ match: /conversations/, status: 200, body, contentType: json });
    const listed = await listConversations(client, { from: null, limit: 1 });
    expect(listed.items).toMatchObject([{ customer: null, assignee: null, tags: [] }]);
  });
});

async function start(options: Partial<FreeScoutOptions> = {}) {
  const { state, ...freeScout } = createFreeScout({ now: Date.now, ...options });
  const system = await startSystem(freeScout);
  onTestFinished(() => system.close());
  const connect = (more: ConnectorOptions = {}, env: Record<string, string> = {}) =>
    openConnector(freescout, testEnvironment("file:unused", variables(system.url, env)), {
      baseDelayMs: 1,
      ...more,
    });
  return { system, state, connect };
}

async function all<Item, Place>(
  fetchPage: (from: Place | null) => Promise<{ items: Item[]; next: Place | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of walkPages(fetchPage, "freescout")) items.push(...page);
  return items;
}
