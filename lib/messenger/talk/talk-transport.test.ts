import { expect, test } from "vitest";
import { commitTogether } from "#db/commit-together.ts";
import { findNotification } from "#db/queries/find-notification.ts";
import { findRoomById } from "#db/queries/messenger-deliveries.ts";
import { insertMedia } from "#db/queries/messenger-media.ts";
import { insertMessage } from "#db/queries/messenger-messages.ts";
import { worker } from "#lib/auth/actor.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { openStudioWithCloud } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { deliverHere } from "../await-delivery.ts";
import { listHistory } from "../list-history.ts";
import { notificationInput } from "../notification-input.ts";
import { sendMessage } from "../send-message.ts";
import { sendNotification } from "../send-notification.ts";
import { readTalkRooms } from "./read-talk-rooms.ts";

async function openTalkHouse() {
  const { studio, cloud, proxy } = await openStudioWithCloud({ variables: { MESSENGER_TRANSPORT: "talk" } });
  insertTestUsers(studio.db);
  studio.db.$client
    .prepare(
      `INSERT INTO connections (user_id, nextcloud_user, login_name, display_name, secret, created_at)
       VALUES ('user-mara', 'mara', 'mara', 'Mara Lindqvist', 'sealed', 0)`,
    )
    .run();
  const { made } = cloud.cloud.talk;
  return {
    ...studio,
    cloud,
    proxy,
    made,
    worker: { ...studio.ctx(), actor: worker },
    /** How it stands once its first attempt has ended, however long that took. */
    async notify(more: object = {}) {
      const answer = await sendNotification(
        studio.ctx("service"),
        notificationInput.parse({ source_app: "shop", event_type: "paid", title: "Paid", ...more }),
      );
      await deliverHere({ ...studio.ctx(), actor: worker }, answer.room_id ?? "");
      const status = findNotification(studio.db, "default", answer.id)?.notification.status;
      return { ...answer, status };
    },
    deliver: () => deliverOutbox({ ...studio.ctx(), actor: worker }, { limit: 100, kinds: ["messenger"] }),
    said: (name: string) =>
      made
        .all()
        .filter((room) => room.name === name)
        .flatMap(({ said }) =>
          said.filter(({ message }) => !message.systemMessage).map(({ message }) => message.message),
        ),
  };
}

test("general, entity and direct targets reach Talk by the service account; who is connected takes part", async () => {
  const house = await openTalkHouse();
  await sendMessage(house.ctx("mara"), {
    roomId: (await house.notify({ title: "First" })).room_id ?? "",
    body: "Thanks",
  });
  await house.notify({ target_type: "entity_room", entity_type: "machine", entity_id: 42, title: "Door" });
  const direct = await house.notify({
    target_type: "dm",
    target_user: "user-mara",
    title: "Yours",
    priority: "urgent",
  });
  expect(direct.status).toBe("sent");
  await house.deliver();
  expect(house.said("Allgemein")).toEqual(["First\nshop", "Mara: Thanks"]);
  expect(house.said("machine 42")).toEqual(["Door\nshop"]);
  expect(house.said("mara")).toEqual(["Yours\nshop"]);
  const general = house.made.all().find(({ name }) => name === "Allgemein");
  expect([...(general?.members ?? [])]).toEqual(["parlour", "mara"]);
});

test("urgent calls everybody; what others write calls nobody", async () => {
  const house = await openTalkHouse();
  await house.notify({ title: "Fire", priority: "urgent" });
  await house.notify({ title: 'cheap @all and @"mara"', priority: "normal" });
  expect(house.said("Allgemein")[0]).toBe("@all Fire\nshop");
  expect(house.said("Allgemein")[1]).not.toMatch(/@(all|")/);
});

test("whom Talk cannot reach is told in words, and at once", async () => {
  const house = await openTalkHouse();
  const told = await house.notify({ target_type: "dm", target_user: "user-theo" });
  expect(told.status).toBe("failed");
  expect(findNotification(house.db, "default", told.id)?.notification.error).toMatch(/has not connected/);
});

test("an answer that is lost is no second message, and no second conversation", async () => {
  const house = await openTalkHouse();
  house.cloud.cloud.faults.add({ match: /\/v4\/room$/, method: "POST", drop: "after", times: 1 });
  const first = await house.notify({ title: "First" });
  expect(first.status).toBe("queued");
  house.clock.advance(5 * MINUTE);
  await house.deliver();
  house.cloud.cloud.faults.add({ match: /\/v1\/chat\//, method: "POST", drop: "after", times: 1 });
  const second = await house.notify({ title: "Second" });
  expect(second.status).toBe("queued");
  house.clock.advance(5 * MINUTE);
  await house.deliver();
  expect(house.said("Allgemein")).toEqual(["First\nshop", "Second\nshop"]);
  expect(house.made.all()).toHaveLength(1);
  expect(findNotification(house.db, "default", second.id)?.notification.status).toBe("sent");
});

test("what people write in Talk stands in the room, once, with their name", async () => {
  const house = await openTalkHouse();
  const { room_id: roomId } = await house.notify({ title: "First" });
  await sendMessage(house.ctx("mara"), { roomId: roomId ?? "", body: "Here I am" });
  const general = house.made.all()[0];
  const mara = { id: "mara", displayName: "Mara Lindqvist", email: "" };
  const june = { id: "june", displayName: "June Okafor", email: "" };
  if (!general) throw new Error("no conversation");
  house.made.invite(general, "june");
  house.made.post(general, mara, { message: "From my phone", referenceId: "" });
  house.made.post(general, june, { message: "Me too", referenceId: "f".repeat(64) });
  expect(await readTalkRooms(house.worker)).toBe(1);
  expect(await readTalkRooms(house.worker)).toBe(0);
  const { messages } = await listHistory(house.ctx("admin"), roomId ?? "");
  expect(messages.map(({ body, sender_display_name: name }) => [name, body]).slice(2)).toEqual([
    ["Mara", "From my phone"],
    ["June Okafor", "Me too"],
  ]);
});

test("a conversation somebody deleted is made again", async () => {
  const house = await openTalkHouse();
  await house.notify({ title: "First" });
  const gone = house.made.all()[0]?.token ?? "";
  house.made.remove(gone);
  expect(await house.notify({ title: "Second" })).toMatchObject({ status: "sent" });
  expect(house.said("Allgemein")).toEqual(["Second\nshop"]);
});

test("what Talk takes without saying under which id is not read as somebody else's", async () => {
  const house = await openTalkHouse();
  const { room_id: roomId } = await house.notify({ title: "First" });
  const { post } = house.made;
  Object.assign(house.made, {
    post(...said: Parameters<typeof post>) {
      post(...said);
      return {};
    },
  });
  expect(await house.notify({ title: "Second" })).toMatchObject({ status: "sent" });
  await readTalkRooms(house.worker);
  expect((await listHistory(house.ctx("admin"), roomId ?? "")).messages).toHaveLength(2);
});

test("a file is a line with its name and where people of the room may see it", async () => {
  const house = await openTalkHouse();
  const { room_id: roomId } = await house.notify({ title: "First" });
  const room = findRoomById(house.db, roomId ?? "");
  if (!room) throw new Error("no room");
  await commitTogether(house.db, () => {
    const file = {
      id: "file-1",
      tenantId: "default",
      roomId: room.id,
      kept: true,
      width: null,
      height: null,
    };
    insertMedia(house.db, {
      ...file,
      filename: "Skizze @all.pdf",
      mimeType: "application/pdf",
      size: 3,
      createdAt: 0,
    });
    const said = { senderId: null, senderName: "Mara", body: "Look", msgType: "m.file", mediaId: "file-1" };
    insertMessage(house.db, room, { ...said, createdAt: house.clock.now() }, { outgoing: true });
  });
  await deliverHere(house.worker, room.id);
  const origin = house.ctx().env.NEXTAUTH_URL ?? "";
  expect(house.said("Allgemein")[1]).toBe(
    `Mara: Look\nSkizze @\u2060all.pdf – ${origin}/api/v1/messages/media/file-1`,
  );
});
