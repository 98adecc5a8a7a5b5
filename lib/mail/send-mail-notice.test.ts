import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { enqueue, listOutbox } from "#db/queries/outbox.ts";
import { writeSetting } from "#db/queries/system.ts";
import { addUser } from "#lib/auth/add-user.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { DECISION_WAIT_MS } from "#lib/sync/outbox-rows.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { headerOf, type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";

const {
  cancelAppointment,
  cancelManagedAppointment,
  confirmAppointment,
  declineAppointment,
  expireRequests,
  rescheduleAppointment,
} = appointmentVerbs;

const deliver = (studio: TestStudio) => deliverOutbox(studio.ctx("worker"), { limit: 50 });

/** After the time in which a decision can be taken back unread. */
const deliverDecisions = (studio: TestStudio) => {
  studio.clock.advance(DECISION_WAIT_MS);
  return deliver(studio);
};

/** A studio with a mail server and a user for Mara. */
async function withMail(variables: Record<string, string> = {}) {
  const server = await startMailServer();
  const studio = await openStudio({
    variables: { SMTP_URL: server.url, MAIL_FROM: "Studio <desk@studio.example>", ...variables },
  });
  await addUser(studio.ctx("admin"), {
    email: "mara@studio.example",
    name: "Mara",
    role: "artist",
    artistId: "mara",
    password: "long enough",
  });
  await writeSetting(studio.db, "name", "Tinte & Söhne");
  return { studio, server };
}

const to = (server: MailServer, reader: string) => server.mails.filter((mail) => mail.to.includes(reader));

describe("the notices of an appointment", () => {
  test("tell customer and artist of a request, each in their own zone and language", async () => {
    const { studio, server } = await withMail();
    await writeSetting(studio.db, "locale", "de");
    const { appointment, manageUrl } = await studio.request({ timeZone: "America/New_York" });
    await deliver(studio);
    expect(await listOutbox(studio.db, 5)).toEqual([]);
    const [customers] = to(server, "lena@example.org");
    expect(headerOf(customers, "Subject")).toBe("Your request at Tinte & Söhne");
    expect(headerOf(customers, "From")).toBe("Studio <desk@studio.example>");
    expect(customers?.body).toContain("Hello Lena Hofer,");
    expect(customers?.body).toMatch(
      /When: .*2 December 2026, 04:00–05:00, New York time \(GMT-5\)\nIn the studio: .*10:00–11:00, Vienna/,
    );
    expect(customers?.body).toContain(manageUrl);
    expect(customers?.body).not.toContain("/admin/");
    const [artists] = to(server, "mara@studio.example");
    expect(headerOf(artists, "Subject")).toBe("Anfrage: Lena Hofer, Session");
    expect(artists?.body).toMatch(
      /2\. Dezember 2026, 10:00–11:00 Uhr, Ortszeit Wien \(GMT\+1\)\nBei Lena Hofer: .*04:00–05:00/,
    );
    expect(artists?.body).toContain(`https://studio.example/admin/appointments/${appointment.id}`);
    expect(artists?.body).not.toContain(manageUrl);
    expect(server.mails).toHaveLength(2);
  });

  test("are German for a German customer", async () => {
    const { studio, server } = await withMail();
    await studio.request({}, { locale: "de" });
    await deliver(studio);
    const [mail] = to(server, "lena@example.org");
    expect(headerOf(mail, "Subject")).toBe("Ihre Anfrage bei Tinte & Söhne");
    expect(mail?.body).toContain("Guten Tag Lena Hofer,");
    expect(mail?.body).toMatch(/Mittwoch, 2\. Dezember 2026/);
  });

  test.each<
    [string, (studio: TestStudio, id: string, token: string) => Promise<unknown>, Record<string, string>]
  >([
    [
      "a confirmation",
      (s, id) => confirmAppointment(s.ctx("mara"), { id }),
      { lena: "Confirmed: Session with Mara" },
    ],
    [
      "a refusal",
      (s, id) => declineAppointment(s.ctx("mara"), { id, word: "I am away {that} day <b>" }),
      { lena: "Your request at Tinte & Söhne" },
    ],
    [
      "a cancellation by the studio",
      (s, id) => cancelAppointment(s.ctx("staff"), { id }),
      { lena: "Cancelled: Session with Mara" },
    ],
    [
      "a cancellation by the customer",
      (s, _id, token) => cancelManagedAppointment(s.ctx(), token),
      { lena: "Cancelled: Session with Mara", mara: "Cancelled by the customer: Lena Hofer, Session" },
    ],
    [
      "a new time",
      (s, id) => rescheduleAppointment(s.ctx("mara"), { id, startMs: TEN + DAY }),
      { lena: "New time: Session with Mara" },
    ],
    [
      "the expiry",
      (s) => {
        s.clock.set(new Date(TEN).toISOString());
        return expireRequests(s.ctx("worker"));
      },
      { lena: "Your request at Tinte & Söhne", mara: "Expired: Lena Hofer, Session" },
    ],
  ])("tell of %s", async (_name, change, subjects) => {
    const { studio, server } = await withMail();
    const { appointment, manageUrl } = await studio.request();
    await deliver(studio);
    server.mails.length = 0;
    await change(studio, appointment.id, manageUrl.split("/").at(-1) ?? "");
    await deliverDecisions(studio);
    const seen = Object.fromEntries(
      server.mails.map((mail) => [mail.to[0]?.split("@")[0], headerOf(mail, "Subject")]),
    );
    expect(seen).toEqual(subjects);
  });

  test("carry the artist's word as it was written", async () => {
    const { studio, server } = await withMail();
    const { id } = (await studio.request()).appointment;
    await declineAppointment(studio.ctx("mara"), { id, word: "I am away {that} day, <b>sorry</b>.\nMara" });
    await deliverDecisions(studio);
    expect(server.mails.at(-1)?.body).toContain("Mara writes: I am away {that} day, <b>sorry</b>.\nMara");
  });

  test("carry names as they are, markup, emoji and braces included", async () => {
    const { studio, server } = await withMail();
    await studio.request({ clientName: "<b>Zoë</b> {client} 🖋️ O'Neil" });
    await deliver(studio);
    expect(headerOf(to(server, "mara@studio.example")[0], "Subject")).toBe(
      "Request: <b>Zoë</b> {client} 🖋️ O'Neil, Session",
    );
  });
});

test.each([
  ["the name", { clientName: "Lena\r\nBcc: victim@example.org\r\n\r\nBuy!" }],
  ["the name, bare line feeds", { clientName: "Lena\nBcc: victim@example.org" }],
  ["the address", { clientEmail: "lena@example.org\r\nBcc: victim@example.org" }],
  ["the address as a list", { clientEmail: "lena@example.org, victim@example.org" }],
  ["the address with a name", { clientEmail: "x <victim@example.org>" }],
])("nothing gets into the headers through %s", async (_name, input) => {
  const { studio, server } = await withMail();
  await studio.request(input);
  await deliver(studio);
  for (const mail of server.mails) {
    expect(mail.to).not.toContain("victim@example.org");
    expect(mail.headers.filter((line) => /^(bcc|cc):/i.test(line))).toEqual([]);
    expect(mail.headers.filter((line) => /^subject:/i.test(line))).toHaveLength(1);
  }
});

describe("the time in which a decision can be taken back unread", () => {
  test.each<[string, (studio: TestStudio, id: string, token: string) => Promise<unknown>, number]>([
    ["a confirmation waits", (s, id) => confirmAppointment(s.ctx("mara"), { id }), 0],
    ["a refusal waits", (s, id) => declineAppointment(s.ctx("staff"), { id }), 0],
    ["a cancellation by the studio waits", (s, id) => cancelAppointment(s.ctx("admin"), { id }), 0],
    ["a new time waits", (s, id) => rescheduleAppointment(s.ctx("mara"), { id, startMs: TEN + DAY }), 0],
    [
      "a cancellation by the customer leaves at once",
      (s, _id, token) => cancelManagedAppointment(s.ctx(), token),
      2,
    ],
  ])("%s", async (_name, change, atOnce) => {
    const { studio, server } = await withMail();
    const { appointment, manageUrl } = await studio.request();
    await deliver(studio);
    expect(server.mails).toHaveLength(2);
    server.mails.length = 0;
    await change(studio, appointment.id, manageUrl.split("/").at(-1) ?? "");
    studio.clock.advance(DECISION_WAIT_MS - 1);
    await deliver(studio);
    expect(server.mails).toHaveLength(atOnce);
    studio.clock.advance(1);
    await deliver(studio);
    expect(server.mails.length).toBeGreaterThan(0);
    expect(await listOutbox(studio.db, 5)).toEqual([]);
  });
});

test("a mail sent twice after a crash is one message", async () => {
  const { studio, server } = await withMail();
  await studio.request();
  const rows = await listOutbox(studio.db, 5);
  await deliver(studio);
  for (const row of rows) enqueue(studio.db, row);
  await deliver(studio);
  const ids = to(server, "lena@example.org").map((mail) => headerOf(mail, "Message-ID"));
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

describe("a mail server", () => {
  test("that is down: the row waits with its error, the appointment stands, and the mail arrives later", async () => {
    const dead = createServer();
    await new Promise<void>((resolve) => dead.listen(0, "127.0.0.1", resolve));
    const address = dead.address();
    await new Promise<void>((resolve) => dead.close(() => resolve()));
    const port = typeof address === "object" ? address?.port : 0;
    const { studio, server } = await withMail();
    const dark = { ...studio.ctx("worker"), env: { ...studio.env, SMTP_URL: `smtp://127.0.0.1:${port}` } };
    await studio.request();
    await deliverOutbox(dark, { limit: 10 });
    for (const row of await listOutbox(studio.db, 5))
      expect(row).toMatchObject({
        kind: "mail",
        attempts: 1,
        lastError: expect.stringContaining("127.0.0.1"),
      });
    studio.clock.advance(HOUR);
    await deliver(studio);
    expect(server.mails).toHaveLength(2);
  });

  test("that refuses a reader is told of in the row", async () => {
    const server = await startMailServer({ refuse: true });
    const studio = await openStudio({ variables: { SMTP_URL: server.url } });
    await studio.request();
    await deliver(studio);
    const rows = await listOutbox(studio.db, 5);
    expect(rows.map((row) => [row.payload.to, row.attempts])).toEqual([["customer", 1]]);
  });

  test("that is not configured queues nothing", async () => {
    const studio = await openStudio();
    await studio.request();
    expect(await listOutbox(studio.db, 5)).toEqual([]);
  });

  test("that hangs up at once is tried again later", async () => {
    const silent = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise<void>((resolve) => silent.close(() => resolve())));
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : 0;
    const studio = await openStudio({ variables: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
    await studio.request();
    await deliver(studio);
    expect((await listOutbox(studio.db, 5)).map((row) => row.attempts)).toEqual([1]);
  });
});
