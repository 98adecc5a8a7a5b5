import { expect, test } from "vitest";
import { messengerEvents } from "#db/schema/messenger-events.ts";
import { openMatrixHouse } from "#tests/support/matrix-house.ts";
import { actors } from "#tests/support/test-actors.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { notificationInput } from "./notification-input.ts";
import { sendNotification } from "./send-notification.ts";
import { showNotification } from "./show-notification.ts";

test("what the homeserver takes within a second is answered as sent, with its ids, and said there once", async () => {
  const house = await openMatrixHouse();
  const ctx = { ...house.ctx(), actor: actors.service };
  const input = {
    source_app: "machines",
    event_type: "fault",
    target_type: "entity_room",
    entity_type: "machine",
  };
  const send = (title: string) =>
    sendNotification(ctx, notificationInput.parse({ ...input, entity_id: 42, title, priority: "urgent" }), {
      idempotencyKey: title,
    });
  const first = await send("Door open");
  expect(first).toMatchObject({
    status: "sent",
    matrix_room_id: expect.stringMatching(/^!/),
    matrix_event_id: expect.stringMatching(/^\$/),
    error: null,
  });
  expect(first.room_id).toBe(first.matrix_room_id);
  expect(await send("Door open")).toEqual(first);
  expect(house.said("machine 42")).toHaveLength(1);
  // Browsers know it by the homeserver's id.
  const heard = house.db.select().from(messengerEvents).all();
  expect(heard.filter(({ type }) => type === "notification")).toMatchObject([
    { data: { id: first.id, room_id: first.matrix_room_id, event_id: first.matrix_event_id } },
  ]);
});

test("a homeserver that takes longer keeps nobody waiting; browsers are told meanwhile, and later it is sent, once", async () => {
  const house = await openMatrixHouse();
  const ctx = { ...house.ctx(), actor: actors.service };
  const input = { source_app: "shop", event_type: "order.paid", title: "Paid" };
  // The room is there; what is said in it takes too long.
  await sendNotification(ctx, notificationInput.parse({ ...input, title: "First" }));
  house.wire.faults.add({ match: /\/send\//, delayMs: 4000, times: 1 });
  const sent = await sendNotification(ctx, notificationInput.parse(input));
  expect(sent).toMatchObject({ status: "queued", matrix_room_id: null, matrix_event_id: null });
  const heard = house.db.select().from(messengerEvents).all();
  expect(heard.filter(({ notificationId }) => notificationId === sent.id)).toHaveLength(1);
  await waitFor("the delivery", async () => (await showNotification(ctx, sent.id)).status === "sent");
  expect(house.said("Allgemein")).toHaveLength(2);
});
