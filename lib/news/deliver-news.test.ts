import { describe, expect, test } from "vitest";
import { listBell } from "#db/queries/bell.ts";
import { findMessengerUser } from "#db/queries/messenger-users.ts";
import { claimDue, enqueue, listOutbox } from "#db/queries/outbox.ts";
import { messengerMessages, messengerRooms, notifications } from "#db/schema/messenger.ts";
import { users } from "#db/schema/users.ts";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { DECISION_WAIT_MS } from "#lib/sync/outbox-rows.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { headerOf, type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { openStudio, type StudioOptions, type TestStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { deliverNews } from "./deliver-news.ts";
import type { NewsChoicesInput } from "./input.ts";
import { saveNewsChoices } from "./save-news-choices.ts";

const { cancelAppointment, confirmAppointment, undoAppointmentChange } = appointmentVerbs;

/** A homeserver that nobody reaches: what is said to it waits. */
const MATRIX = {
  MATRIX_HOMESERVER_URL: "http://127.0.0.1:9",
  MATRIX_SERVER_NAME: "example.org",
  MATRIX_AS_TOKEN: "as-token-of-the-tests",
  MATRIX_HS_TOKEN: "hs-token-of-the-tests",
};

async function withPeople(options: StudioOptions = {}): Promise<TestStudio> {
  const studio = await openStudio(options);
  insertTestUsers(studio.db);
  return studio;
}

const off = { bell: false, mail: false, talk: false, matrix: false };
const choose = (studio: TestStudio, actor: ActorName, input: NewsChoicesInput) =>
  saveNewsChoices(studio.ctx(actor), input);

/** News and mails that are due; rooms are nobody's here. */
const deliver = async (studio: TestStudio) => {
  const queues = [{ kind: "messenger", to: "news" }, { kind: "mail" }, { kind: "notice" }] as const;
  await deliverOutbox(studio.ctx("worker"), { limit: 50, queues });
};
const deliverDecisions = (studio: TestStudio) => {
  studio.clock.advance(DECISION_WAIT_MS);
  return deliver(studio);
};

function bellOf(studio: TestStudio, userId: string): unknown[] {
  const member = findMessengerUser(studio.db, "default", userId);
  if (!member) return [];
  const page = { before: Number.MAX_SAFE_INTEGER, limit: 50 };
  return listBell(studio.db, member, page).entries.map(({ data }) => data.title);
}

const said = (studio: TestStudio) =>
  studio.db.select().from(messengerMessages).orderBy(messengerMessages.seq).all();
const newsRows = async (studio: TestStudio) =>
  (await studio.outboxIds()).filter((id) => id.startsWith("news:"));
const mailsTo = (server: MailServer, reader: string) =>
  server.mails.filter(({ to }) => to.includes(reader)).map((mail) => headerOf(mail, "Subject"));

describe("the bell", () => {
  test("tells the artist of a request, and nobody else who chose nothing", async () => {
    const studio = await withPeople();
    const { appointment } = await studio.request();
    expect(await newsRows(studio)).toEqual([`news:${appointment.id}:1`]);
    await deliver(studio);
    expect(bellOf(studio, "user-mara")).toEqual(["Lena Hofer asks for Session"]);
    for (const other of ["user-theo", "user-staff", "user-admin"]) expect(bellOf(studio, other)).toEqual([]);
    expect(studio.db.select().from(notifications).all()).toMatchObject([
      {
        about: `appointment:${appointment.id}`,
        clickUrl: `https://studio.example/admin/appointments/${appointment.id}`,
        body: expect.stringMatching(/2 December 2026, 10:00–11:00, Vienna time.*\nSession with Mara$/),
        status: "sent",
        priority: "normal",
      },
    ]);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("tells whoever chose to, says by whom, and not the one who did it", async () => {
    const studio = await withPeople();
    await choose(studio, "admin", { events: { confirmed: { ...off, bell: true } } });
    await choose(studio, "staff", { events: { confirmed: { ...off, bell: true } } });
    const { appointment } = await studio.request();
    await confirmAppointment(studio.ctx("staff"), { id: appointment.id });
    await deliverDecisions(studio);
    expect(bellOf(studio, "user-mara")[0]).toBe("Confirmed: Lena Hofer, Session");
    expect(bellOf(studio, "user-admin")).toEqual(["Confirmed: Lena Hofer, Session"]);
    expect(bellOf(studio, "user-staff")).toEqual([]);
    const [told] = studio.db
      .select()
      .from(notifications)
      .all()
      .filter(({ title }) => /Confirmed/.test(title));
    expect(told?.body).toContain("By Front Desk");
  });

  test("markup and odd names stay text", async () => {
    const studio = await withPeople();
    await studio.request({ clientName: "<b>Zoë</b> {client} 🖋️" });
    await deliver(studio);
    expect(bellOf(studio, "user-mara")).toEqual(["<b>Zoë</b> {client} 🖋️ asks for Session"]);
  });
});

describe("in the transaction of the change", () => {
  test("told twice after a crash it is told once", async () => {
    const studio = await withPeople({ variables: MATRIX });
    await choose(studio, "mara", { events: { requested: { ...off, bell: true, matrix: true } } });
    await studio.request();
    const ctx = studio.ctx("worker");
    const [row] = await claimDue(studio.db, {
      nowMs: ctx.now(),
      holdMs: MINUTE,
      limit: 1,
      kind: "messenger",
    });
    if (!row) throw new Error("no row");
    // Two workers have it in hand; one of them dies after it.
    await Promise.all([deliverNews(ctx, row), deliverNews(ctx, row)]);
    await deliverNews(ctx, row);
    // A backup brings the row back.
    enqueue(studio.db, row);
    await deliver(studio);
    expect(bellOf(studio, "user-mara")).toHaveLength(1);
    expect(said(studio)).toHaveLength(1);
  });

  test("a request that was refused tells nothing", async () => {
    const studio = await withPeople();
    await studio.request();
    await expect(studio.request({ clientEmail: "other@example.org" })).rejects.toMatchObject({
      code: "slot_taken",
    });
    expect(await newsRows(studio)).toHaveLength(1);
  });

  test("the same request sent again is told once", async () => {
    const studio = await withPeople();
    for (let again = 0; again < 3; again++) await studio.request({}, { idempotencyKey: "key-of-the-form" });
    await deliver(studio);
    expect(bellOf(studio, "user-mara")).toHaveLength(1);
  });

  test("a step taken back in time is told to nobody, one that was told is", async () => {
    const studio = await withPeople();
    const { id } = (await studio.request()).appointment;
    await deliver(studio);
    await cancelAppointment(studio.ctx("staff"), { id });
    await undoAppointmentChange(studio.ctx("staff"), id);
    await deliverDecisions(studio);
    expect(bellOf(studio, "user-mara")).toHaveLength(1);

    await cancelAppointment(studio.ctx("staff"), { id });
    await deliverDecisions(studio);
    await undoAppointmentChange(studio.ctx("staff"), id);
    await deliverDecisions(studio);
    expect(bellOf(studio, "user-mara")).toEqual([
      "Open again: Lena Hofer, Session",
      "Cancelled: Lena Hofer, Session",
      "Lena Hofer asks for Session",
    ]);
  });
});

describe("chats", () => {
  test("are conversations of one's own; the bell has it once", async () => {
    const studio = await withPeople({ variables: MATRIX });
    await choose(studio, "mara", { events: { requested: { ...off, bell: true, matrix: true } } });
    await studio.request();
    await deliver(studio);
    expect(bellOf(studio, "user-mara")).toHaveLength(1);
    const [room] = studio.db.select().from(messengerRooms).all();
    const member = findMessengerUser(studio.db, "default", "user-mara");
    expect(room).toMatchObject({ kind: "dm", place: `dm:bot:${member?.id}`, transport: "matrix" });
    expect(said(studio)).toMatchObject([{ roomId: room?.id, state: "queued", senderName: "Parlour" }]);
    expect(studio.db.select().from(notifications).all()).toMatchObject([{ status: "queued" }]);
    expect(await studio.outboxIds()).toEqual([`messenger:${room?.id}`]);
  });

  test("a chat without the bell leaves the bell empty", async () => {
    const studio = await withPeople({ variables: MATRIX });
    await choose(studio, "mara", { events: { requested: { ...off, matrix: true } } });
    await studio.request();
    await deliver(studio);
    expect(bellOf(studio, "user-mara")).toEqual([]);
    expect(said(studio)).toHaveLength(1);
  });

  test("that are not set up say nothing and hold nothing", async () => {
    const studio = await withPeople();
    await choose(studio, "mara", { events: { requested: { ...off, matrix: true, talk: true } } });
    await studio.request();
    await deliver(studio);
    expect(said(studio)).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
  });
});

describe("quiet hours", () => {
  const NIGHT = { from: "22:00", to: "07:30", timeZone: "Europe/Vienna" };
  /** Seven in Vienna: within them. */
  async function atNight() {
    const server = await startMailServer();
    const studio = await withPeople({ variables: { ...MATRIX, SMTP_URL: server.url } });
    await choose(studio, "mara", {
      quiet: NIGHT,
      events: {
        requested: { bell: true, mail: true, talk: false, matrix: true },
        confirmed: { ...off, mail: true, matrix: true },
      },
    });
    return { studio, server };
  }
  const AMONG = "user-mara@example.org";

  test("hold mail and chat, the bell fills; at their end everything comes, in order", async () => {
    const { studio, server } = await atNight();
    const { id } = (await studio.request()).appointment;
    await deliver(studio);
    await confirmAppointment(studio.ctx("staff"), { id });
    await deliverDecisions(studio);
    expect(bellOf(studio, "user-mara")).toEqual(["Lena Hofer asks for Session"]);
    expect(said(studio)).toEqual([]);
    expect(mailsTo(server, AMONG)).toEqual([]);
    // Others do not wait.
    expect(mailsTo(server, "lena@example.org")).toHaveLength(2);

    studio.clock.set("2026-12-01T06:29:59Z");
    await deliver(studio);
    expect(said(studio)).toEqual([]);
    studio.clock.set("2026-12-01T06:30:00Z");
    await deliver(studio);
    await deliver(studio);
    expect(said(studio).map(({ body }) => body.split("\n")[0])).toEqual([
      "Lena Hofer asks for Session",
      "Confirmed: Lena Hofer, Session",
    ]);
    // The request is confirmed by now: its mail would say what is no longer so.
    expect(mailsTo(server, AMONG)).toEqual(["Confirmed: Lena Hofer, Session"]);
    expect((await studio.outboxIds()).filter((one) => !one.startsWith("messenger:"))).toEqual([]);
    expect(bellOf(studio, "user-mara")).toHaveLength(1);
  });

  test("a worker that takes over makes everything due, and holds it all the same", async () => {
    const { studio, server } = await atNight();
    await studio.request();
    await deliver(studio);
    for (const row of await listOutbox(studio.db, 20)) enqueue(studio.db, { ...row, nextAttemptAt: 0 });
    await deliver(studio);
    expect(said(studio)).toEqual([]);
    expect(mailsTo(server, AMONG)).toEqual([]);
    studio.clock.advance(HOUR);
    await deliver(studio);
    await deliver(studio);
    expect(said(studio)).toHaveLength(1);
    expect(mailsTo(server, AMONG)).toEqual(["Request: Lena Hofer, Session"]);
  });

  test("ended by their owner, what was held comes at once", async () => {
    const { studio, server } = await atNight();
    await studio.request();
    await deliver(studio);
    await choose(studio, "mara", { quiet: null });
    await deliver(studio);
    expect(said(studio)).toHaveLength(1);
    expect(mailsTo(server, AMONG)).toEqual(["Request: Lena Hofer, Session"]);
  });

  test("of one of two who sign in as the artist hold nothing from the other", async () => {
    const { studio, server } = await atNight();
    studio.db.update(users).set({ artistId: "mara" }).run();
    const { id } = (await studio.request()).appointment;
    await deliver(studio);
    await deliver(studio);
    expect(mailsTo(server, "user-staff@example.org")).toEqual(["Request: Lena Hofer, Session"]);
    expect(mailsTo(server, AMONG)).toEqual([]);
    studio.clock.advance(HOUR);
    await deliver(studio);
    expect(mailsTo(server, AMONG)).toEqual(["Request: Lena Hofer, Session"]);
    expect(mailsTo(server, "user-staff@example.org")).toHaveLength(1);
    expect((await studio.appointment(id)).status).toBe("PENDING");
  });

  test("somebody whom it does not concern any more by morning is told nothing by chat or mail", async () => {
    const { studio, server } = await atNight();
    const every = { bell: true, mail: true, talk: false, matrix: true };
    await choose(studio, "admin", { quiet: NIGHT, events: { requested: every, sync_trouble: every } });
    await studio.request();
    await deliver(studio);
    expect(bellOf(studio, "user-admin")).toHaveLength(1);
    // An artist from now on, and not the one who was asked.
    studio.db.$client
      .prepare("UPDATE users SET role = 'artist', artist_id = 'theo' WHERE id = 'user-admin'")
      .run();
    studio.clock.advance(HOUR);
    await deliver(studio);
    await deliver(studio);
    expect(mailsTo(server, "user-admin@example.org")).toEqual([]);
    const member = findMessengerUser(studio.db, "default", "user-admin");
    const rooms = studio.db.select().from(messengerRooms).all();
    expect(rooms.map(({ place }) => place)).not.toContain(`dm:bot:${member?.id}`);
    expect(await newsRows(studio)).toEqual([]);
    const rest = studio.db.select().from(notifications).all();
    expect(rest.filter(({ targetUserId }) => targetUserId === member?.id)).toMatchObject([
      { status: "sent" },
    ]);
  });

  test("somebody who is gone by morning is told nothing, and nothing stays behind", async () => {
    const { studio, server } = await atNight();
    await studio.request();
    await deliver(studio);
    studio.db.update(users).set({ active: false }).run();
    studio.clock.advance(HOUR);
    await deliver(studio);
    expect(said(studio)).toEqual([]);
    expect(mailsTo(server, AMONG)).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
    // Nothing stands among the deliveries as on its way for good.
    expect(studio.db.select().from(notifications).all()).toMatchObject([{ status: "sent" }]);
  });
});

describe("mail", () => {
  test("switched off for requests, none comes; messages and conflicts still do", async () => {
    const server = await startMailServer();
    const studio = await withPeople({ variables: { SMTP_URL: server.url } });
    await choose(studio, "mara", { events: { requested: { ...off, bell: true } } });
    await studio.request();
    await deliver(studio);
    expect(mailsTo(server, "user-mara@example.org")).toEqual([]);
    expect(mailsTo(server, "lena@example.org")).toHaveLength(1);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("goes to the desk where it chose so, with what and when and the way there", async () => {
    const server = await startMailServer();
    const studio = await withPeople({ variables: { SMTP_URL: server.url } });
    await choose(studio, "staff", { events: { requested: { ...off, mail: true } } });
    const { appointment } = await studio.request();
    await deliver(studio);
    await deliver(studio);
    expect(mailsTo(server, "user-staff@example.org")).toEqual(["Lena Hofer asks for Session"]);
    const [mail] = server.mails.filter(({ to }) => to.includes("user-staff@example.org"));
    expect(mail?.body).toContain("Hello Front Desk,");
    expect(mail?.body).toMatch(/When: .*2 December 2026, 10:00–11:00, Vienna/);
    expect(mail?.body).toContain(`https://studio.example/admin/appointments/${appointment.id}`);
    expect(mail?.body).toContain("https://studio.example/messenger/notifications");
    // The artist has the notice as ever, once.
    expect(mailsTo(server, "user-mara@example.org")).toEqual(["Request: Lena Hofer, Session"]);
  });
});
