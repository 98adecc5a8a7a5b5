import { expect, test } from "vitest";
import { transaction } from "#db/client.ts";
import { messengerMessages, notifications } from "#db/schema/messenger.ts";
import { openHouse, roomOf, seePerson } from "#tests/support/messenger-stream.ts";
import { announceMessage } from "./messenger-events.ts";
import { insertMessage } from "./messenger-messages.ts";
import { eventsAfter, knowsEventsAfter, newestEventSeq } from "./read-events.ts";

test("a message is announced once, under the homeserver's id where it is known and else under ours", async () => {
  const { db, now } = await openHouse();
  const nora = seePerson(db, "hub", "nora", now());
  const room = roomOf(db, "hub", now(), [nora]);
  const words = { senderName: "Nora", body: "Good morning", msgType: "m.text", createdAt: now() };
  const stored = transaction(db, () => [
    insertMessage(db, room, { ...words, senderId: nora.id }, { outgoing: true }),
    insertMessage(
      db,
      room,
      { ...words, senderAddress: "@ben:example.org", senderName: "Ben", matrixEventId: "$fromthere" },
      { outgoing: false },
    ),
  ]);
  for (const { id } of [...stored, ...stored]) transaction(db, () => announceMessage(db, id, now()));
  const events = eventsAfter(db, 0, 10);
  expect(
    events.map((event) => [event.type, event.tenantId, event.roomId, event.isOpenRoom, event.userId]),
  ).toEqual([
    ["new_message", "hub", room.id, 0, null],
    ["new_message", "hub", room.id, 0, null],
  ]);
  const told = events.map(({ data }) => JSON.parse(data));
  expect(told[0]).toEqual({
    room_id: room.id,
    event_id: `$${stored[0]?.id}`,
    sender: "nora",
    sender_hub_user_id: "nora",
    sender_display_name: "Nora",
    body: "Good morning",
    msg_type: "m.text",
    created_at: new Date(now()).toISOString(),
  });
  expect(told[1]).toMatchObject({
    event_id: "$fromthere",
    sender: "@ben:example.org",
    sender_hub_user_id: null,
  });
  const rows = db.select().from(messengerMessages).all();
  expect(rows.map(({ eventId }) => eventId)).toEqual([`$${stored[0]?.id}`, "$fromthere"]);
  announceMessage(db, "nobody knows it", now());
  expect(newestEventSeq(db)).toBe(2);
});

test("a notification is told as one, not as the message that carries it", async () => {
  const { db, now } = await openHouse();
  const room = roomOf(db, "hub", now());
  db.insert(notifications)
    .values({
      id: "n",
      tenantId: "hub",
      sentBy: "env",
      sourceApp: "shop",
      eventType: "order_paid",
      title: "Paid",
      targetType: "general",
      priority: "urgent",
      tags: ["money"],
      status: "sent",
      roomId: room.id,
      createdAt: now(),
    })
    .run();
  const words = {
    senderName: "shop",
    body: "Paid",
    msgType: "m.text",
    notificationId: "n",
    createdAt: now(),
  };
  const message = insertMessage(db, room, words, { outgoing: true });
  announceMessage(db, message.id, now());
  const [event, ...more] = eventsAfter(db, 0, 10);
  expect(more).toEqual([]);
  expect(event).toMatchObject({ type: "notification", isOpenRoom: 1 });
  expect(JSON.parse(event?.data ?? "")).toMatchObject({
    id: "n",
    room_id: room.id,
    event_id: `$${message.id}`,
    tags: ["money"],
    source_app: "shop",
    event_type: "order_paid",
    title: "Paid",
    priority: "urgent",
  });
});

test("what was forgotten is known to be, and numbers are never used again", async () => {
  const { db, now } = await openHouse();
  expect([newestEventSeq(db), knowsEventsAfter(db, 0), knowsEventsAfter(db, 1)]).toEqual([0, true, false]);
  const nora = seePerson(db, "hub", "nora", now());
  const tell = () =>
    db.$client
      .prepare(
        "INSERT INTO messenger_events (tenant_id, type, user_id, data, at) VALUES ('hub', 'read', ?, '{}', 0)",
      )
      .run(nora.id);
  for (let count = 0; count < 4; count += 1) tell();
  db.$client.exec("DELETE FROM messenger_events WHERE seq <= 2");
  expect([0, 1, 2, 3, 4, 5].map((seq) => knowsEventsAfter(db, seq))).toEqual([
    false,
    false,
    true,
    true,
    true,
    false,
  ]);
  db.$client.exec("DELETE FROM messenger_events");
  expect([3, 4, 5].map((seq) => knowsEventsAfter(db, seq))).toEqual([false, true, false]);
  tell();
  expect(newestEventSeq(db)).toBe(5);
});
