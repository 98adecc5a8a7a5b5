import { expect, test } from "vitest";
import { listBell } from "#db/queries/bell.ts";
import { findMessengerUser } from "#db/queries/messenger-users.ts";
import { suspendAccount } from "#db/queries/system.ts";
import { messengerMessages, notifications } from "#db/schema/messenger.ts";
import { HOUR } from "#lib/core/clock.ts";
import { tellStudio } from "#lib/outbox/tell-studio.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { headerOf, startMailServer } from "#tests/support/mail-server.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import type { NewsChoicesInput } from "./input.ts";
import { saveNewsChoices } from "./save-news-choices.ts";

const MATRIX = {
  MATRIX_HOMESERVER_URL: "http://127.0.0.1:9",
  MATRIX_SERVER_NAME: "example.org",
  MATRIX_AS_TOKEN: "as-token-of-the-tests",
  MATRIX_HS_TOKEN: "hs-token-of-the-tests",
};
const off = { bell: false, mail: false, talk: false, matrix: false };
const SUBJECT = "Parlour cannot sign in to Nextcloud";

/** A studio whose password is refused, with what its admin chose. */
async function inTrouble(choices: NewsChoicesInput | null, variables: Record<string, string> = MATRIX) {
  const studio = await openStudio({ variables });
  insertTestUsers(studio.db);
  if (choices) await saveNewsChoices(studio.ctx("admin"), choices);
  const nowMs = studio.clock.now();
  await suspendAccount(studio.db, "the account in use", { nowMs, nextProbeAt: nowMs + HOUR });
  return studio;
}

function bell(studio: TestStudio) {
  const member = findMessengerUser(studio.db, "default", "user-admin");
  if (!member) return [];
  return listBell(studio.db, member, { before: Number.MAX_SAFE_INTEGER, limit: 9 }).entries;
}
const said = (studio: TestStudio) => studio.db.select().from(messengerMessages).all();
const tell = (studio: TestStudio) => tellStudio(studio.ctx("worker"));
const deliver = (studio: TestStudio) =>
  deliverOutbox(studio.ctx("worker"), {
    limit: 50,
    queues: [{ kind: "messenger", to: "news" }, { kind: "notice" }],
  });

test("trouble is urgent in the admin's bell and chat, once, with the way to mend it", async () => {
  const studio = await inTrouble({ events: { sync_trouble: { ...off, bell: true, matrix: true } } });
  const told = await Promise.all([tell(studio), tell(studio), tell(studio)]);
  expect(told.sort()).toEqual([0, 0, 1]);
  expect(await tell(studio)).toBe(0);
  expect(bell(studio).map(({ data }) => data)).toMatchObject([
    { title: SUBJECT, priority: "urgent", click_url: "https://studio.example/admin/calendars" },
  ]);
  expect(said(studio)).toMatchObject([{ msgType: "m.text", body: expect.stringContaining(SUBJECT) }]);
  for (const other of ["user-mara", "user-staff"])
    expect(findMessengerUser(studio.db, "default", other)).toBeUndefined();
});

test("with mail, the bell tells it beside the mail", async () => {
  const server = await startMailServer();
  const studio = await inTrouble(null, { SMTP_URL: server.url });
  expect(await tell(studio)).toBe(1);
  await deliver(studio);
  expect(bell(studio)).toHaveLength(1);
  expect(server.mails.map((mail) => headerOf(mail, "Subject"))).toEqual([SUBJECT]);
});

test("in quiet hours the bell fills without ringing; mail and chat come at their end", async () => {
  const server = await startMailServer();
  const studio = await inTrouble(
    {
      events: { sync_trouble: { ...off, bell: true, mail: true, matrix: true } },
      quiet: { from: "22:00", to: "07:30", timeZone: "Europe/Vienna" },
    },
    { ...MATRIX, SMTP_URL: server.url },
  );
  expect(await tell(studio)).toBe(1);
  await deliver(studio);
  expect(bell(studio).map(({ data }) => data)).toMatchObject([{ priority: "normal" }]);
  expect([said(studio), server.mails]).toEqual([[], []]);
  expect(studio.db.select().from(notifications).all()).toMatchObject([{ status: "queued" }]);
  studio.clock.advance(HOUR);
  await deliver(studio);
  expect(said(studio)).toHaveLength(1);
  expect(server.mails).toHaveLength(1);
  expect(await tell(studio)).toBe(0);
});

test("it may ring in quiet hours where that was chosen", async () => {
  const studio = await inTrouble({
    events: { sync_trouble: { ...off, matrix: true } },
    quiet: { from: "22:00", to: "07:30", timeZone: "Europe/Vienna" },
    troublePasses: true,
  });
  expect(await tell(studio)).toBe(1);
  expect(said(studio)).toHaveLength(1);
  expect(bell(studio)).toEqual([]);
});

test("who wants none of it hears none of it", async () => {
  const server = await startMailServer();
  const studio = await inTrouble({ events: { sync_trouble: off } }, { SMTP_URL: server.url });
  expect(await tell(studio)).toBe(1);
  await deliver(studio);
  expect(server.mails).toEqual([]);
  expect(bell(studio)).toEqual([]);
  expect(await tell(studio)).toBe(0);
});
