import { expect, test } from "vitest";
import { forgetNotificationsAbout } from "#db/queries/forget-messenger.ts";
import { insertEvent } from "#db/queries/messenger-events.ts";
import { messengerMessages, notifications } from "#db/schema/messenger.ts";
import { messengerEvents } from "#db/schema/messenger-events.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { notificationInput } from "./notification-input.ts";
import { sendNotification } from "./send-notification.ts";

test("what was told of an appointment is forgotten in every place, and of another it is not", async () => {
  const studio = await openStudio();
  const { db, clock } = studio;
  const tell = async (title: string, about: string) => {
    const input = notificationInput.parse({ source_app: "a", event_type: "e", title, body: `${title} too` });
    const { id, room_id } = await sendNotification(studio.ctx("service"), input);
    db.$client.prepare("UPDATE notifications SET about = ? WHERE id = ?").run(about, id);
    return { id, room_id };
  };
  const lena = await tell("Lena Hofer asks", "appointment:1");
  await tell("Ada Sommer asks", "appointment:2");
  const waiting = await tell("Lena Hofer waits", "appointment:3");
  db.$client
    .prepare("UPDATE messenger_messages SET state = 'queued' WHERE notification_id = ?")
    .run(waiting.id);
  // News say it in the room beside the bell.
  const [first] = db.select().from(messengerMessages).all();
  const data = { event_id: first?.eventId, body: "Lena Hofer asks" };
  insertEvent(db, { tenantId: "default", type: "new_message", roomId: lena.room_id, data, at: clock.now() });

  const about = ["appointment:1", "appointment:3", "appointment:none"];
  const forgotten = db.$client.transaction(() => forgetNotificationsAbout(db, about, clock.now()))();
  expect(forgotten).toBe(2);
  const everything = [notifications, messengerMessages, messengerEvents].map((table) =>
    db.select().from(table).all(),
  );
  expect(JSON.stringify(everything)).not.toContain("Lena");
  expect(JSON.stringify(everything).match(/Ada Sommer asks/g)?.length).toBeGreaterThan(2);
  expect(db.select().from(messengerMessages).all()).toMatchObject([
    { body: "", state: "sent", removedAt: clock.now() },
    { removedAt: null },
    { body: "", state: "failed", removedAt: clock.now() },
  ]);
  const told = db.select().from(messengerEvents).all();
  expect(told.filter(({ type }) => type === "message_changed")).toMatchObject([
    { data: { removed: true } },
    { data: { removed: true } },
  ]);
});
