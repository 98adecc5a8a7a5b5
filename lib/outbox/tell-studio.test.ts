import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { recordSyncFailure } from "#db/queries/calendars.ts";
import { enqueue, postponeOutboxRow } from "#db/queries/outbox.ts";
import { suspendAccount, writeSetting } from "#db/queries/system.ts";
import { notifications } from "#db/schema/messenger.ts";
import { users } from "#db/schema/users.ts";
import { confirmDeletions } from "#lib/calendars/confirm-deletions.ts";
import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { fileRow } from "#lib/media/file-row.ts";
import { saveNewsChoices } from "#lib/news/save-news-choices.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { syncAll } from "#lib/sync/sync-all.ts";
import { deleteCloudEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { headerOf, type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers, testUser } from "#tests/support/test-users.ts";
import { tellStudio } from "./tell-studio.ts";

/** A studio with two admins who read mail, and some who must not. */
async function withAdmins(): Promise<{ studio: CloudStudio; server: MailServer }> {
  const server = await startMailServer();
  const studio = await openCloudStudio({ variables: { SMTP_URL: server.url } });
  insertTestUsers(studio.db);
  studio.db
    .insert(users)
    .values([
      testUser("user-second", { role: "admin", name: "Second" }),
      testUser("user-gone", { role: "admin", active: false }),
      testUser("user-invited", { role: "admin", passwordHash: null }),
    ])
    .run();
  return { studio, server };
}

/** A minute of the worker: what is to be told is told, what waits leaves. @returns how many incidents were new. */
async function minute(studio: CloudStudio): Promise<number> {
  studio.clock.advance(MINUTE);
  const told = await tellStudio(studio.ctx("worker"));
  await deliverOutbox(studio.ctx("worker"), { kinds: ["notice"], limit: 50 });
  return told;
}

const READERS = ["user-admin@example.org", "user-second@example.org"];
const subjects = (server: MailServer) => server.mails.map((mail) => headerOf(mail, "Subject"));
const textOf = (server: MailServer) => (server.mails[0]?.body ?? "").replaceAll("\r\n", "\n");

/** Every admin got this one mail, and nobody anything else, however often it is looked at again. */
async function expectToldOnce(studio: CloudStudio, server: MailServer, subject: string): Promise<void> {
  expect(server.mails.flatMap((mail) => mail.to).sort()).toEqual(READERS);
  expect(subjects(server)).toEqual([subject, subject]);
  for (let again = 0; again < 3; again++) expect(await minute(studio)).toBe(0);
  expect(server.mails).toHaveLength(2);
}

describe("a password that Nextcloud refuses", () => {
  test("is told at once, once, and again only after it worked meanwhile", async () => {
    const { studio, server } = await withAdmins();
    studio.cloud.cloud.faults.add({ status: 401 });
    await syncAll(studio.ctx("worker"));
    expect(await minute(studio)).toBe(1);
    await expectToldOnce(studio, server, "Parlour cannot sign in to Nextcloud");
    expect(textOf(server)).toMatch(/since 1 December 2026 at 07:00 \(Europe\/Vienna\)/);
    expect(textOf(server)).toContain("NEXTCLOUD_PASSWORD");
    expect(textOf(server)).toContain("https://studio.example/admin/calendars");
    expect(textOf(server)).toMatch(/^Hello Admin,/);

    // The calendars fail for the same reason: no mail of their own, for however long.
    for (let half = 0; half < 6; half++) {
      studio.clock.advance(HOUR / 2);
      await syncAll(studio.ctx("worker"));
      expect(await minute(studio)).toBe(0);
    }

    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    await syncAll(studio.ctx("worker"));
    studio.cloud.cloud.faults.add({ status: 401 });
    await syncAll(studio.ctx("worker"));
    expect(await minute(studio)).toBe(1);
    expect(server.mails).toHaveLength(4);
  });

  test("that was replaced long ago concerns nobody", async () => {
    const { studio } = await withAdmins();
    const nowMs = studio.clock.now();
    await suspendAccount(studio.db, "an account nobody uses any more", { nowMs, nextProbeAt: nowMs + HOUR });
    studio.clock.advance(3 * HOUR);
    expect(await minute(studio)).toBe(0);
  });
});

describe("calendars that fail", () => {
  test("are told together after a quarter of an hour, once, and again when they fail anew", async () => {
    const { studio, server } = await withAdmins();
    studio.cloud.cloud.faults.add({ status: 503 });
    await syncAll(studio.ctx("worker"));
    studio.clock.advance(14 * MINUTE - SECOND);
    await syncAll(studio.ctx("worker"));
    expect(await tellStudio(studio.ctx("worker"))).toBe(0);
    studio.clock.advance(SECOND);
    expect(await minute(studio)).toBe(1);
    await expectToldOnce(studio, server, "2 calendars cannot be read");
    const text = textOf(server);
    expect(text).toMatch(/- Mara, .+: since 1 December 2026 at 07:00/);
    expect(text).toMatch(/- Theo, .+: since/);
    expect(text).toContain("Nextcloud not available: ");
    expect(text.match(/Nextcloud not available/g)).toHaveLength(1);
    expect((await studio.calendar()).failureToldAt).not.toBeNull();

    studio.cloud.cloud.faults.clear();
    await syncAll(studio.ctx("worker"));
    expect((await studio.calendar()).failingSince).toBeNull();
    expect(await minute(studio)).toBe(0);
    studio.cloud.cloud.faults.add({ status: 503 });
    await syncAll(studio.ctx("worker"));
    studio.clock.advance(15 * MINUTE);
    expect(await minute(studio)).toBe(1);
    expect(server.mails).toHaveLength(4);
  });

  test("in German, one that fails alone", async () => {
    const { studio, server } = await withAdmins();
    await writeSetting(studio.db, "locale", "de");
    await writeSetting(studio.db, "timeZone", "America/New_York");
    const { id: calendarId, artistId } = await studio.calendar();
    const startedAt = studio.clock.now();
    const line = { direction: "pull", cause: "schedule", startedAt, durationMs: 1, ok: false } as const;
    await recordSyncFailure(studio.db, calendarId, {
      at: startedAt,
      key: "not-found",
      detail: "x",
      log: { calendarId, artistId, ...line },
    });
    studio.clock.advance(15 * MINUTE);
    expect(await minute(studio)).toBe(1);
    expect(subjects(server)[0]).toBe("Ein Kalender ist nicht lesbar");
    expect(textOf(server)).toMatch(/seit 1\. Dezember 2026 um 01:00 \(America\/New_York\)/);
    expect(textOf(server)).toContain("Parlour kann diesen Kalender nicht lesen.");
  });
});

test("deletions that are held are told once, with calendar and number, until they are decided", async () => {
  const { studio, server } = await withAdmins();
  const hrefs: string[] = [];
  for (let day = 0; day < 25; day++) {
    const startMs = TEN + day * DAY;
    hrefs.push(await writeCloudEvent(studio, `event-${day}`, { startMs, endMs: startMs + HOUR }));
  }
  await studio.pull();
  for (const href of hrefs) await deleteCloudEvent(studio, href);
  expect(await studio.pull()).toMatchObject({ held: 25 });
  expect(await minute(studio)).toBe(1);
  await expectToldOnce(studio, server, "25 events have vanished from a calendar of Mara");
  expect(textOf(server)).toMatch(/25 events are missing from the calendar “.+” of Mara/);
  await confirmDeletions(studio.ctx("admin"), { id: (await studio.calendar()).id });
  expect(await minute(studio)).toBe(0);
});

describe("artists", () => {
  const off = { bell: false, mail: false, talk: false, matrix: false };
  const toMara = ({ mails }: MailServer) => mails.filter(({ to }) => to.includes("user-mara@example.org"));
  const failForLong = async (studio: CloudStudio) => {
    studio.cloud.cloud.faults.add({ status: 503 });
    await syncAll(studio.ctx("worker"));
    studio.clock.advance(15 * MINUTE);
  };

  test("hear of their own calendar as they chose, else by the bell, and of nobody else's", async () => {
    const { studio, server } = await withAdmins();
    await saveNewsChoices(studio.ctx("mara"), { events: { sync_trouble: { ...off, mail: true } } });
    await failForLong(studio);
    expect(await minute(studio)).toBe(1);
    const [mail, ...more] = toMara(server);
    expect([headerOf(mail ?? expect.fail(), "Subject"), more]).toEqual(["A calendar cannot be read", []]);
    expect(mail?.body).toContain("- Mara, ");
    expect(mail?.body).not.toContain("Theo");
    const told = studio.db.select().from(notifications).all();
    expect(told).toHaveLength(3);
    expect(told.filter(({ title }) => title === "A calendar cannot be read")).toMatchObject([
      { body: expect.stringMatching(/^(?!.*Mara).*- Theo, /s) },
    ]);
    for (let again = 0; again < 3; again++) expect(await minute(studio)).toBe(0);
    expect(toMara(server)).toHaveLength(1);
  });

  test("hear nothing of the studio's password", async () => {
    const { studio, server } = await withAdmins();
    await saveNewsChoices(studio.ctx("mara"), {
      events: { sync_trouble: { ...off, bell: true, mail: true } },
    });
    studio.cloud.cloud.faults.add({ status: 401 });
    await syncAll(studio.ctx("worker"));
    expect(await minute(studio)).toBe(1);
    expect(toMara(server)).toEqual([]);
    expect(studio.db.select().from(notifications).all()).toHaveLength(2);
  });

  test("hear nothing of a calendar that was theirs", async () => {
    const { studio, server } = await withAdmins();
    await saveNewsChoices(studio.ctx("mara"), { events: { sync_trouble: { ...off, mail: true } } });
    await failForLong(studio);
    expect(await tellStudio(studio.ctx("worker"))).toBe(1);
    studio.db.$client.prepare("UPDATE users SET artist_id = 'theo' WHERE id = 'user-mara'").run();
    await deliverOutbox(studio.ctx("worker"), { kinds: ["notice"], limit: 50 });
    expect(toMara(server)).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
  });
});

describe("dead letters", () => {
  test("are told together, at most once an hour, and each once", async () => {
    const { studio, server } = await withAdmins();
    const refusing = await startMailServer({ refuse: true });
    const bury = () =>
      deliverOutbox(studio.ctx("worker", { SMTP_URL: refusing.url }), { kinds: ["mail"], limit: 50 });
    await studio.request();
    await bury();
    expect(await minute(studio)).toBe(1);
    await expectToldOnce(studio, server, "2 deliveries were given up");
    const text = textOf(server);
    expect(text).toMatch(
      /- Mail to Lena Hofer: Session with Mara, 2 December 2026 at 10:00 \(Europe\/Vienna\)\. .*550/,
    );
    expect(text).toMatch(/- Mail to Mara: Lena Hofer, Session, 2 December 2026/);
    expect(text).toContain("https://studio.example/admin/sync");
    // Who is deleted later must not stand in bells and chats.
    const told = studio.db.select().from(notifications).all();
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toContain("Lena");

    await studio.request({ startTime: TEN + HOUR });
    await bury();
    expect(await minute(studio)).toBe(0);
    studio.clock.advance(HOUR);
    expect(await minute(studio)).toBe(1);
    expect(server.mails).toHaveLength(4);
    studio.clock.advance(2 * HOUR);
    expect(await minute(studio)).toBe(0);
  });

  test("of an event that Nextcloud refuses, with the reason", async () => {
    const { studio, server } = await withAdmins();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 403 });
    await studio.request();
    for (let refusal = 2; refusal <= 5; refusal++) {
      studio.clock.advance(HOUR);
      await deliverOutbox(studio.ctx("worker"), { kinds: ["calendar"], limit: 50 });
    }
    expect(await minute(studio)).toBe(1);
    expect(textOf(server)).toMatch(/- Calendar entry: Lena Hofer, Session with Mara, .*not allowed/);
    expect(subjects(server)[0]).toBe("One delivery was given up");
  });

  test("of a file that was damaged while it waited, with its name", async () => {
    const { studio, server } = await withAdmins();
    const now = studio.clock.now();
    const row = fileRow(studio.ctx("staff"), { id: "x", path: "Lena Hofer/Sent Media/x.png" });
    enqueue(studio.db, row);
    const failure = { nextAttemptAt: now, error: "It was damaged.", errorKey: "spool-damaged", deadAt: now };
    await postponeOutboxRow(studio.db, { id: row.id, revision: 1 }, failure);
    expect(await minute(studio)).toBe(1);
    expect(textOf(server)).toContain("- File Lena Hofer/Sent Media/x.png. It was damaged.");
    expect(subjects(server)[0]).toBe("One delivery was given up");
  });

  test.each([
    [{ about: "inquiry", inquiryId: "x", to: "customer" }, "mail", "- Mail about an idea. Refused."],
    [{ about: "waitlist", entryId: "x" }, "mail", "- Mail about the waitlist. Refused."],
    [{}, "picture", "- Picture of a customer, to their folder. Refused."],
  ] as const)("of what is about no appointment: %j, %s", async (payload, kind, line) => {
    const { studio, server } = await withAdmins();
    const now = studio.clock.now();
    const row = { id: "x", kind, appointmentId: null, payload, nextAttemptAt: now, createdAt: now };
    enqueue(studio.db, row);
    const failure = { nextAttemptAt: now, error: "Refused.", errorKey: "rejected", deadAt: now };
    await postponeOutboxRow(studio.db, { id: "x", revision: 1 }, failure);
    expect(await minute(studio)).toBe(1);
    expect(textOf(server)).toContain(line);
    expect(subjects(server)[0]).toBe("One delivery was given up");
  });

  test("that are notices themselves are not told of by another notice", async () => {
    const { studio } = await withAdmins();
    const refusing = await startMailServer({ refuse: true });
    studio.cloud.cloud.faults.add({ status: 401 });
    await syncAll(studio.ctx("worker"));
    expect(await tellStudio(studio.ctx("worker"))).toBe(1);
    const dark = studio.ctx("worker", { SMTP_URL: refusing.url });
    await deliverOutbox(dark, { kinds: ["notice"], limit: 50 });
    expect(await studio.outboxIds()).toHaveLength(2);
    expect(await minute(studio)).toBe(0);
  });
});

describe("telling the studio", () => {
  test("twice at once tells once", async () => {
    const { studio } = await withAdmins();
    studio.cloud.cloud.faults.add({ status: 401 });
    await syncAll(studio.ctx("worker"));
    const told = await Promise.all([1, 2, 3].map(() => tellStudio(studio.ctx("worker"))));
    expect(told.sort()).toEqual([0, 0, 1]);
    expect(await studio.outboxIds()).toHaveLength(2);
  });

  test("waits for a mail server and an admin, and then tells what still is", async () => {
    const server = await startMailServer();
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ status: 401 });
    await syncAll(studio.ctx("worker"));
    const withMail = studio.ctx("worker", { SMTP_URL: server.url });
    expect(await tellStudio(withMail)).toBe(0);
    insertTestUsers(studio.db);
    const off = { bell: false, mail: false, talk: false, matrix: false };
    await saveNewsChoices(studio.ctx("admin"), { events: { sync_trouble: { ...off, mail: true } } });
    expect(await tellStudio(studio.ctx("worker"))).toBe(0);
    expect(await tellStudio(withMail)).toBe(1);
  });

  test("without a mail server the bell of an admin who chose nothing tells it", async () => {
    const studio = await openCloudStudio();
    insertTestUsers(studio.db);
    studio.cloud.cloud.faults.add({ status: 401 });
    await syncAll(studio.ctx("worker"));
    expect(await tellStudio(studio.ctx("worker"))).toBe(1);
    expect(await tellStudio(studio.ctx("worker"))).toBe(0);
    const told = studio.db.select({ title: notifications.title }).from(notifications).all();
    expect(told).toEqual([{ title: "Parlour cannot sign in to Nextcloud" }]);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("does not write to somebody who was deactivated meanwhile", async () => {
    const { studio, server } = await withAdmins();
    studio.cloud.cloud.faults.add({ status: 401 });
    await syncAll(studio.ctx("worker"));
    await tellStudio(studio.ctx("worker"));
    studio.db.update(users).set({ active: false }).run();
    await deliverOutbox(studio.ctx("worker"), { kinds: ["notice"], limit: 50 });
    expect(server.mails).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("is remembered in the history", async () => {
    const { studio } = await withAdmins();
    studio.cloud.cloud.faults.add({ status: 401 });
    await syncAll(studio.ctx("worker"));
    await tellStudio(studio.ctx("worker"));
    const [id] = await studio.outboxIds();
    const incident = id?.split(":").slice(0, -1).join(":") ?? "";
    expect(await listAudit(studio.db, "settings", incident)).toMatchObject([
      { action: "studio_told", actorKind: "worker", detail: { template: "suspended" } },
    ]);
  });

  test.each(["customer", "mara", "staff", "service"] as const)("is nothing %s may ask for", async (actor) => {
    const studio = await openStudio();
    await expect(tellStudio(studio.ctx(actor))).rejects.toBeInstanceOf(AppError);
  });
});
