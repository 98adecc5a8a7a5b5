import { describe, expect, test } from "vitest";
import { transaction } from "#db/client.ts";
import { enqueue, listOutbox } from "#db/queries/outbox.ts";
import { writeSetting } from "#db/queries/system.ts";
import { addUser } from "#lib/auth/add-user.ts";
import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { inquiryNotices, mailNotices } from "#lib/sync/outbox-rows.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { headerOf, type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";

const { cancelAppointment, confirmAppointment, rescheduleAppointment } = appointmentVerbs;

async function withMail(server: MailServer) {
  const studio = await openStudio({
    variables: { SMTP_URL: server.url, MAIL_FROM: "Studio <desk@studio.example>" },
  });
  await addUser(studio.ctx("admin"), {
    email: "mara@studio.example",
    name: "Mara",
    role: "artist",
    artistId: "mara",
    password: "long enough",
  });
  return studio;
}

const deliver = (studio: TestStudio) =>
  deliverOutbox(studio.ctx("worker"), { kinds: ["mail", "messenger"], limit: 50 });

const subjectsTo = (server: MailServer, reader: string) =>
  server.mails.filter((mail) => mail.to.includes(reader)).map((mail) => headerOf(mail, "Subject"));

describe("a mail server that is down for a day", () => {
  test("nothing is lost, everybody hears once how things are now, and the server is asked one thing at a time", {
    // More than a thousand attempts.
    timeout: 120_000,
  }, async () => {
    const server = await startMailServer();
    const studio = await withMail(server);
    await server.stop();
    const ids: string[] = [];
    for (let at = 0; at < 6; at++) {
      const request = { startTime: TEN + (at + 3) * DAY, clientEmail: `client${at}@example.org` };
      ids.push((await studio.request(request)).appointment.id);
    }
    const [confirmed = "", cancelled = "", moved = "", movedTwice = ""] = ids;
    const mara = studio.ctx("mara");
    await deliver(studio);
    studio.clock.advance(6 * HOUR);
    await confirmAppointment(mara, { id: confirmed });
    await cancelAppointment(mara, { id: cancelled });
    await confirmAppointment(mara, { id: moved });
    await rescheduleAppointment(mara, { id: moved, startMs: TEN + 20 * DAY });
    await rescheduleAppointment(mara, { id: movedTwice, startMs: TEN + 21 * DAY });
    await rescheduleAppointment(mara, { id: movedTwice, startMs: TEN + 22 * DAY });
    let tried = 0;
    for (let quarter = 0; quarter < 72; quarter++) {
      studio.clock.advance(15 * MINUTE);
      tried += await deliver(studio);
    }
    expect(server.mails).toEqual([]);
    // At most one attempt a row each quarter of an hour.
    expect(tried).toBeLessThanOrEqual(72 * 18);
    const waiting = await listOutbox(studio.db, 100);
    expect(waiting.every((row) => row.deadAt === null)).toBe(true);

    await server.start();
    for (let minute = 0; minute < 20; minute++) {
      studio.clock.advance(MINUTE);
      await deliver(studio);
    }
    expect(await listOutbox(studio.db, 5)).toEqual([]);
    const heard = ids.map((_, at) => subjectsTo(server, `client${at}@example.org`));
    expect(heard).toEqual([
      ["Confirmed: Session with Mara"],
      ["Cancelled: Session with Mara"],
      ["Confirmed: Session with Mara", "New time: Session with Mara"],
      ["Your request at Parlour", "New time: Session with Mara"],
      ["Your request at Parlour"],
      ["Your request at Parlour"],
    ]);
    expect(subjectsTo(server, "mara@studio.example")).toHaveLength(3);
    const messageIds = server.mails.map((mail) => headerOf(mail, "Message-ID"));
    expect(new Set(messageIds).size).toBe(messageIds.length);
    expect(server.mostAtOnce).toBe(1);
    // The last word has the last time.
    const last = server.mails.filter((mail) => mail.to.includes("client3@example.org")).at(-1);
    expect(last?.body).toContain("24 December 2026");
  });

  test("what cannot be told any more is not told: no request of an appointment that is cancelled", async () => {
    const server = await startMailServer();
    const studio = await withMail(server);
    await server.stop();
    const { appointment, manageUrl } = await studio.request();
    await deliver(studio);
    studio.clock.advance(HOUR);
    await appointmentVerbs.cancelManagedAppointment(studio.ctx(), manageUrl.split("/").at(-1) ?? "");
    await server.start();
    studio.clock.advance(HOUR);
    await deliver(studio);
    expect(subjectsTo(server, "lena@example.org")).toEqual(["Cancelled: Session with Mara"]);
    expect(subjectsTo(server, "mara@studio.example")).toEqual([
      "Cancelled by the customer: Lena Hofer, Session",
    ]);
    const [mail] = server.mails.filter(({ to }) => to.includes("lena@example.org"));
    expect(mail?.raw).toContain("text/calendar; charset=utf-8; method=CANCEL");
    expect((await studio.appointment(appointment.id)).status).toBe("CANCELLED");
  });
});

test("notices of one reader about one thing keep their order, whatever failed first; messages are all sent", async () => {
  const server = await startMailServer();
  const studio = await withMail(server);
  const { id } = (await studio.request()).appointment;
  await deliver(studio);
  server.mails.length = 0;
  await server.stop();
  for (const [version, word] of ["first", "second", "third"].entries()) {
    const rows = mailNotices(studio.ctx(), {
      appointmentId: id,
      version: version + 2,
      template: "message",
      to: ["customer"],
      word,
    });
    transaction(studio.db, () => {
      for (const row of rows) enqueue(studio.db, row);
    });
    await deliver(studio);
    studio.clock.advance(SECOND);
  }
  await server.start();
  for (let minute = 0; minute < 20; minute++) {
    studio.clock.advance(MINUTE);
    await deliver(studio);
  }
  expect(server.mails.map(({ body }) => /writes: (\w+)/.exec(body)?.[1])).toEqual([
    "first",
    "second",
    "third",
  ]);
});

describe("what people write never becomes a header", () => {
  const evil = "x\r\nBcc: victim@example.org\r\n\r\nBuy!";

  test.each<[string, (studio: TestStudio) => Promise<unknown>]>([
    ["the studio's name", (s) => writeSetting(s.db, "name", `Studio${evil}`)],
    ["the contact address", (s) => writeSetting(s.db, "contactEmail", `desk@studio.example${evil}`)],
    [
      "the contact address as a list",
      (s) => writeSetting(s.db, "contactEmail", "a@b.example, victim@example.org"),
    ],
    ["the place", (s) => writeSetting(s.db, "address", evil)],
  ])("through %s", async (_name, prepare) => {
    const server = await startMailServer();
    const studio = await withMail(server);
    await prepare(studio);
    await studio.request({ description: evil, clientName: `Lena${evil}` });
    await deliver(studio);
    expect(server.mails.length).toBeGreaterThan(0);
    for (const mail of server.mails) {
      expect(mail.to).not.toContain("victim@example.org");
      const names = mail.headers.map((line) => line.split(":")[0]?.toLowerCase());
      expect(names.filter((name) => name === "bcc" || name === "cc")).toEqual([]);
      expect(names.filter((name) => name === "subject" || name === "from")).toHaveLength(2);
      expect(mail.parsed.to?.map(({ address }) => address)).toEqual(mail.to);
      for (const line of mail.headers) expect(line).not.toMatch(/^Bcc/i);
    }
  });
});

test("a mail is text, HTML and an entry that calendars understand; answers go to the studio", async () => {
  const server = await startMailServer();
  const studio = await withMail(server);
  await writeSetting(studio.db, "contactEmail", "hello@studio.example");
  const { manageUrl } = await studio.request();
  await deliver(studio);
  const [mail] = server.mails.filter(({ to }) => to.includes("lena@example.org"));
  expect(headerOf(mail, "Reply-To")).toBe("hello@studio.example");
  expect(headerOf(mail, "Auto-Submitted")).toBe("auto-generated");
  expect(mail?.body).toContain(manageUrl);
  expect(mail?.html).toContain(`href="${manageUrl}"`);
  const types = [...(mail?.raw ?? "").matchAll(/^Content-Type: ([^;\r\n]+)(?:;[^\r\n]*(method=\w+))?/gim)];
  expect(types.map(([, type, method]) => [type, method])).toEqual([
    ["multipart/mixed", undefined],
    ["multipart/alternative", undefined],
    ["text/plain", undefined],
    ["text/html", undefined],
    ["text/calendar", "method=REQUEST"],
    ["application/ics", undefined],
  ]);
  const [artists] = server.mails.filter(({ to }) => to.includes("mara@studio.example"));
  expect(artists?.parsed.attachments).toEqual([]);
  expect(headerOf(artists, "Reply-To")).toBe("");
});

test("an inquiry that is gone is not written about", async () => {
  const server = await startMailServer();
  const studio = await withMail(server);
  const rows = inquiryNotices(studio.ctx(), {
    inquiryId: "gone",
    version: 1,
    template: "received",
    to: ["customer", "artist"],
  });
  transaction(studio.db, () => {
    for (const row of rows) enqueue(studio.db, row);
  });
  await deliver(studio);
  expect(server.mails).toEqual([]);
  expect(await listOutbox(studio.db, 5)).toEqual([]);
});
