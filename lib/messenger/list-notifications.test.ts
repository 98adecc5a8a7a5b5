import { expect, test } from "vitest";
import { insertEvent } from "#db/queries/messenger-events.ts";
import { ensureRoom, type RoomPlace } from "#db/queries/messenger-rooms.ts";
import { storeNotification } from "#db/queries/notifications.ts";
import { messengerMemberships } from "#db/schema/messenger.ts";
import { messengerEvents } from "#db/schema/messenger-events.ts";
import type { HubRole } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { listNotifications } from "./list-notifications.ts";
import { botPlace, entityPlace, generalPlace } from "./notification-places.ts";
import { readNotifications } from "./read-notifications.ts";
import { requireMember } from "./require-member.ts";

function hub(studio: TestStudio, hubUserId: string, more: { role?: HubRole; tenantId?: string } = {}): Ctx {
  const who = { kind: "hub", tenantId: "default", role: "user", name: hubUserId, ...more } as const;
  return { ...studio.ctx(), actor: { ...who, hubUserId, endsAt: Number.MAX_SAFE_INTEGER } };
}

const ALL = { limit: 100 };

async function open() {
  const studio = await openStudio();
  const nora = hub(studio, "nora");
  const otto = hub(studio, "otto");
  const ids = { nora: (await requireMember(nora)).id, otto: (await requireMember(otto)).id };
  const told = { sentBy: "test", sourceApp: "a", eventType: "e", priority: "normal" } as const;
  const tell = (title: string, place: RoomPlace) => {
    const notification = { ...told, title, place, tenantId: place.tenantId, targetType: "general" } as const;
    studio.db.$client.transaction(() => storeNotification(studio.db, notification, studio.clock.now()))();
  };
  const ring = (title: string, userId: string) =>
    insertEvent(studio.db, {
      tenantId: "default",
      type: "notification",
      userId,
      data: { title },
      at: studio.clock.now(),
    });
  const titles = async (ctx: Ctx) =>
    (await listNotifications(ctx, ALL)).notifications.map((one) => String(one.title));
  return { studio, nora, otto, ids, tell, ring, titles };
}

test("everybody sees what is for everybody, one's own, and what is said where they are; nothing of another tenant", async () => {
  const { studio, nora, otto, ids, tell, ring, titles } = await open();
  tell("all", generalPlace("default", "none"));
  tell("machine", entityPlace("default", "none", { type: "machine", id: "42" }));
  ring("nora's bell", ids.nora);
  tell("nora's dm", botPlace("default", "none", ids.nora));
  tell("elsewhere", generalPlace("other", "none"));
  const group = {
    tenantId: "default",
    kind: "group",
    place: "group:1",
    name: "G",
    transport: "none",
  } as const;
  ensureRoom(studio.db, { ...group, members: [ids.nora, ids.otto] }, studio.clock.now());
  tell("group", group);
  expect(await titles(nora)).toEqual(["group", "nora's dm", "nora's bell", "machine", "all"]);
  expect(await titles(otto)).toEqual(["group", "machine", "all"]);
  expect(await titles(hub(studio, "nora", { tenantId: "other" }))).toEqual(["elsewhere"]);
  studio.db.update(messengerMemberships).set({ state: "left" }).run();
  expect(await titles(otto)).toEqual(["machine", "all"]);
});

test("it is unread until it was seen; seeing goes only forward, never past what there is, and other tabs hear", async () => {
  const { studio, nora, otto, tell } = await open();
  const place = generalPlace("default", "none");
  for (const title of ["one", "two", "three"]) tell(title, place);
  const before = await listNotifications(nora, ALL);
  expect(before).toMatchObject({ unread: 3, next_cursor: null });
  const [three, two, one] = before.notifications;
  expect([three, two, one].map((entry) => [entry?.title, entry?.read])).toEqual([
    ["three", false],
    ["two", false],
    ["one", false],
  ]);
  expect(await readNotifications(nora, two?.seq ?? 0)).toEqual({ unread: 1 });
  const heard = studio.db.select().from(messengerEvents).all().at(-1);
  expect(heard).toMatchObject({ type: "read", data: { room_id: null, up_to: two?.seq, unread: 1 } });
  expect(await readNotifications(nora, one?.seq ?? 0)).toEqual({ unread: 1 });
  expect((await listNotifications(nora, ALL)).notifications.map(({ read }) => read)).toEqual([
    false,
    true,
    true,
  ]);
  expect((await listNotifications(otto, ALL)).unread).toBe(3);
  // What comes later is not seen yet, whatever a browser says.
  expect(await readNotifications(nora, Number.MAX_SAFE_INTEGER)).toEqual({ unread: 0 });
  tell("four", place);
  expect((await listNotifications(nora, ALL)).unread).toBe(1);
});

test("who comes later sees what was told, as seen", async () => {
  const { studio, tell } = await open();
  tell("before", generalPlace("default", "none"));
  studio.clock.advance(MINUTE);
  const late = hub(studio, "late");
  const bell = await listNotifications(late, ALL);
  expect(bell).toMatchObject({ unread: 0, notifications: [{ title: "before", read: true }] });
  tell("after", generalPlace("default", "none"));
  expect(await listNotifications(late, ALL)).toMatchObject({
    unread: 1,
    notifications: [{ read: false }, {}],
  });
});

test("pages follow each other without gap or double while more comes; unread ends at a hundred", async () => {
  const { nora, tell } = await open();
  const place = generalPlace("default", "none");
  for (let index = 0; index < 130; index++) tell(String(index), place);
  const titles: string[] = [];
  let before: number | undefined;
  for (let page = 0; page < 20; page++) {
    const { notifications, next_cursor, unread } = await listNotifications(nora, { before, limit: 30 });
    expect(unread).toBe(100);
    titles.push(...notifications.map(({ title }) => String(title)));
    tell("meanwhile", place);
    if (next_cursor === null) break;
    before = next_cursor;
  }
  expect(titles).toEqual(Array.from({ length: 130 }, (_, index) => String(129 - index)));
});

test("what lies behind thousands of others' notifications is still found", async () => {
  const { studio, nora, ids, ring } = await open();
  ring("old", ids.nora);
  studio.db.$client.transaction(() => {
    for (let index = 0; index < 5200; index++)
      studio.db
        .insert(messengerEvents)
        .values({ tenantId: "default", type: "notification", userId: ids.otto, data: {}, at: 0 })
        .run();
  })();
  const first = await listNotifications(nora, ALL);
  expect(first.notifications).toEqual([]);
  const second = await listNotifications(nora, { before: first.next_cursor ?? 0, limit: 1 });
  expect(second).toMatchObject({ notifications: [{ title: "old" }], next_cursor: null });
});
