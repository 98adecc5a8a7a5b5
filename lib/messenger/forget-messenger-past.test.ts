import { expect, test } from "vitest";
import { insertEvent } from "#db/queries/messenger-events.ts";
import { seeMessengerUser } from "#db/queries/messenger-users.ts";
import { messengerMessages, notifications } from "#db/schema/messenger.ts";
import { matrixTransactions, messengerEvents, messengerTickets } from "#db/schema/messenger-events.ts";
import { DAY } from "#lib/core/clock.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { forgetMessengerPast } from "./forget-messenger-past.ts";
import { KEPT } from "./kept.ts";
import { notificationInput } from "./notification-input.ts";
import { sendNotification } from "./send-notification.ts";

test("what nobody needs any more goes, to the day; what was said stays, and so does what still waits", async () => {
  const studio = await openStudio();
  const { db, clock } = studio;
  const send = (title: string) =>
    sendNotification(
      studio.ctx("service"),
      notificationInput.parse({ source_app: "a", event_type: "e", title }),
    );
  await send("old");
  const waiting = await send("waits");
  db.$client.exec(`UPDATE notifications SET status = 'queued' WHERE id = '${waiting.id}'`);
  const seen = {
    tenantId: "default",
    hubUserId: "1",
    displayName: "A",
    role: "user",
    matrixUserId: null,
  } as const;
  const { id: userId } = seeMessengerUser(db, seen, clock.now());
  const ticket = { ticketHash: "t", userId, role: "user", expiresAt: clock.now() + 1 } as const;
  db.insert(messengerTickets).values(ticket).run();
  db.insert(matrixTransactions).values({ txnId: "1", at: clock.now() }).run();

  clock.advance(KEPT.eventsMs);
  await send("young");
  const counts = () =>
    [messengerEvents, notifications, messengerTickets, matrixTransactions, messengerMessages].map(
      (table) => db.select().from(table).all().length,
    );
  expect(await forgetMessengerPast(studio.ctx("worker"))).toBe(1);
  expect(counts()).toEqual([3, 3, 0, 1, 3]);
  clock.advance(1);
  expect(await forgetMessengerPast(studio.ctx("worker"))).toBe(2);
  expect(counts()).toEqual([1, 3, 0, 1, 3]);
  clock.advance(KEPT.notificationsMs - KEPT.eventsMs);
  expect(await forgetMessengerPast(studio.ctx("worker"))).toBe(3);
  expect(counts()).toEqual([0, 2, 0, 0, 3]);
  const titles = db.select({ title: notifications.title }).from(notifications).all();
  expect(titles.map(({ title }) => title)).toEqual(["waits", "young"]);
});

test("thousands go in one run, a batch at a time", async () => {
  const studio = await openStudio();
  const at = studio.clock.now() - KEPT.eventsMs - DAY;
  studio.db.$client.transaction(() => {
    for (let index = 0; index < 2500; index++)
      insertEvent(studio.db, { tenantId: "default", type: "room", data: {}, at });
  })();
  expect(await forgetMessengerPast(studio.ctx("worker"))).toBe(2500);
  expect(studio.db.select().from(messengerEvents).all()).toEqual([]);
});
