import { describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { newsReader } from "#db/queries/news-choices.ts";
import { connections } from "#db/schema/connections.ts";
import { messengerUsers } from "#db/schema/messenger.ts";
import { AppError } from "#lib/core/errors.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { choicesOf } from "./choices.ts";
import { newsChoicesInput } from "./input.ts";
import { saveNewsChoices } from "./save-news-choices.ts";
import { showNewsChoices } from "./show-news-choices.ts";

async function withPeople(variables: Record<string, string> = {}) {
  const studio = await openStudio({ variables });
  insertTestUsers(studio.db);
  return studio;
}

const all = { bell: true, mail: true, talk: true, matrix: true };
const off = { bell: false, mail: false, talk: false, matrix: false };

test("who chose nothing is told as ever: artists of their own, admins of trouble, the desk of nothing", async () => {
  const studio = await withPeople();
  expect((await showNewsChoices(studio.ctx("mara"))).events).toEqual([
    { event: "requested", channels: { ...off, bell: true, mail: true } },
    { event: "confirmed", channels: { ...off, bell: true } },
    { event: "cancelled", channels: { ...off, bell: true, mail: true } },
    { event: "sync_trouble", channels: { ...off, bell: true } },
  ]);
  const admin = await showNewsChoices(studio.ctx("admin"));
  expect(admin.events.at(-1)).toEqual({
    event: "sync_trouble",
    channels: { ...off, bell: true, mail: true },
  });
  expect(admin).toMatchObject({ everybody: null, artist: null, quiet: null, chosen: false });
  const desk = await showNewsChoices(studio.ctx("staff"));
  expect(desk.events.map(({ channels }) => channels)).toEqual([off, off, off]);
});

test("what is left out stays; null ends quiet hours, and their zone is remembered", async () => {
  const studio = await withPeople();
  const mara = studio.ctx("mara");
  await saveNewsChoices(mara, { events: { confirmed: all } });
  const quiet = { from: "22:30", to: "06:15", timeZone: "America/New_York" };
  const view = await saveNewsChoices(mara, { quiet });
  expect(view).toMatchObject({ quiet, chosen: true });
  expect(view.events[1]).toEqual({ event: "confirmed", channels: all });
  const ended = await saveNewsChoices(mara, { quiet: null });
  expect(ended).toMatchObject({ quiet: null, timeZone: "America/New_York" });
  expect(ended.events[1]?.channels).toEqual(all);
  expect(await showNewsChoices(studio.ctx("theo"))).toMatchObject({ chosen: false });
});

test("whoever becomes an admin hears of trouble; whoever was one hears of none", async () => {
  const studio = await withPeople();
  await saveNewsChoices(studio.ctx("mara"), { events: { confirmed: all } });
  await saveNewsChoices(studio.ctx("admin"), { events: { sync_trouble: all } });
  studio.db.$client.prepare("UPDATE users SET role = 'admin' WHERE id = 'user-mara'").run();
  studio.db.$client.prepare("UPDATE users SET role = 'staff' WHERE id = 'user-admin'").run();
  const { user: mara, choices } = newsReader(studio.db, "user-mara") ?? expect.fail();
  expect(choicesOf(choices, mara).events.sync_trouble).toEqual({ ...off, bell: true, mail: true });
  expect(choicesOf(choices, mara).events.confirmed).toEqual(all);
  const admin = newsReader(studio.db, "user-admin") ?? expect.fail();
  expect(choicesOf(admin.choices, admin.user).events.sync_trouble).toEqual(off);
});

test("of two changes at once neither is lost", async () => {
  const studio = await withPeople();
  const mara = studio.ctx("mara");
  await Promise.all([
    saveNewsChoices(mara, { events: { confirmed: all } }),
    saveNewsChoices(mara, { events: { cancelled: off } }),
    saveNewsChoices(mara, { quiet: { from: "22:00", to: "06:00", timeZone: "UTC" } }),
  ]);
  const { events, quiet } = await showNewsChoices(mara);
  expect(events.slice(1, 3).map(({ channels }) => channels)).toEqual([all, off]);
  expect(quiet?.from).toBe("22:00");
});

test("trouble is the admins', and the artists'", async () => {
  const studio = await withPeople();
  await expect(saveNewsChoices(studio.ctx("staff"), { events: { sync_trouble: all } })).rejects.toMatchObject(
    {
      code: "invalid_input",
    },
  );
  const mara = await saveNewsChoices(studio.ctx("mara"), { events: { sync_trouble: all } });
  expect(mara.events.at(-1)).toEqual({ event: "sync_trouble", channels: all });
  const admin = await saveNewsChoices(studio.ctx("admin"), {
    events: { sync_trouble: off },
    troublePasses: true,
  });
  expect(admin).toMatchObject({ troublePasses: true });
  expect(admin.events.at(-1)?.channels).toEqual(off);
});

test.each(["customer", "worker", "service"] as const)("%s has no choices", async (actor) => {
  const studio = await withPeople();
  await expect(showNewsChoices(studio.ctx(actor))).rejects.toBeInstanceOf(AppError);
  await expect(saveNewsChoices(studio.ctx(actor), {})).rejects.toBeInstanceOf(AppError);
});

describe("what cannot reach somebody says why", () => {
  const CLOUD = {
    NEXTCLOUD_BASE_URL: "http://127.0.0.1:9",
    NEXTCLOUD_USERNAME: "parlour",
    NEXTCLOUD_PASSWORD: "a-password",
  };
  test("nothing is set up", async () => {
    const studio = await withPeople();
    const { obstacles } = await showNewsChoices(studio.ctx("mara"));
    const why = "not_configured";
    expect(obstacles).toEqual({ bell: null, mail: why, talk: why, matrix: why });
  });
  test("Talk needs to know who they are there", async () => {
    const studio = await withPeople(CLOUD);
    expect((await showNewsChoices(studio.ctx("mara"))).obstacles.talk).toBe("no_account");
    const account = {
      nextcloudUser: "mara",
      loginName: "mara",
      displayName: "Mara",
      secret: "x",
      createdAt: 0,
    };
    studio.db
      .insert(connections)
      .values({ userId: "user-mara", ...account })
      .run();
    expect((await showNewsChoices(studio.ctx("mara"))).obstacles.talk).toBeNull();
  });
  test("an admin has closed the messenger to them", async () => {
    const studio = await withPeople();
    const person = {
      tenantId: "default",
      hubUserId: "user-mara",
      displayName: "Mara",
      role: "user",
    } as const;
    const seen = { id: "m", active: false, createdAt: 0, lastSeenAt: 0 };
    studio.db
      .insert(messengerUsers)
      .values({ ...person, ...seen })
      .run();
    expect((await showNewsChoices(studio.ctx("mara"))).obstacles.bell).toBe("shut_out");
  });
});

test.each([
  ["a clock of no day", { quiet: { from: "24:00", to: "07:00", timeZone: "UTC" } }],
  ["words for a clock", { quiet: { from: "ten", to: "07:00", timeZone: "UTC" } }],
  ["no time at all", { quiet: { from: "07:00", to: "07:00", timeZone: "UTC" } }],
  ["a zone nobody knows", { quiet: { from: "22:00", to: "07:00", timeZone: "Mars/Olympus" } }],
  ["a zone that is a program", { quiet: { from: "22:00", to: "07:00", timeZone: "../../etc/passwd" } }],
  ["an event nobody knows", { events: { birthday: all } }],
  ["a channel nobody knows", { events: { requested: { ...all, pigeon: true } } }],
  ["half of the channels", { events: { requested: { mail: true } } }],
  ["more than was asked", { userId: "user-theo" }],
  ["a list", []],
  ["nothing", null],
])("refused: %s", (_name, input) => {
  expect(() => newsChoicesInput.parse(input)).toThrow(ZodError);
});
