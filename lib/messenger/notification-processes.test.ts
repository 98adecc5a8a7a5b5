import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { messengerMessages, messengerRooms, notifications } from "#db/schema/messenger.ts";
import { messengerEvents } from "#db/schema/messenger-events.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";

interface Child {
  process: ChildProcess;
  /** The id each key was answered with. */
  answered: Map<string, string>;
  ended: Promise<unknown>;
}

/** A process of its own that sends `count` notifications, each under its key. */
function startSender(studio: TestStudio, count: number, title = "Title"): Child {
  const script = fileURLToPath(new URL("../../tests/support/notifications-in-child.ts", import.meta.url));
  const child = spawn(process.execPath, [script, String(count), title], {
    env: {
      NODE_ENV: "test",
      PATH: process.env.PATH ?? "",
      LOG_LEVEL: "silent",
      DATABASE_URL: studio.env.DATABASE_URL,
      NEXTAUTH_URL: "https://studio.example",
      NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
      PARLOUR_ENCRYPTION_KEY: "a-key-of-the-tests-123456",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const answered = new Map<string, string>();
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
    for (const [, key = "", id = ""] of text.matchAll(/^(\S+) (\S+)\n/gm)) answered.set(key, id);
  });
  return { process: child, answered, ended: once(child, "close") };
}

function stored(studio: TestStudio): Map<string, string> {
  const rows = studio.db.select().from(notifications).all();
  return new Map(rows.map(({ idempotencyKey, id }) => [idempotencyKey ?? "", id]));
}

test("two processes with the same keys at the same time are told the same, and tell everybody once", async () => {
  const studio = await openStudio();
  const senders = [startSender(studio, 100), startSender(studio, 100)];
  await Promise.all(senders.map(({ ended }) => ended));
  const known = stored(studio);
  expect(known.size).toBe(100);
  for (const { answered } of senders) expect(answered).toEqual(known);
  for (const table of [notifications, messengerMessages, messengerEvents])
    expect(studio.db.select().from(table).all()).toHaveLength(100);
  expect(studio.db.select().from(messengerRooms).all()).toHaveLength(1);
});

test("a process killed between storing and answering loses nothing that was answered, and sent again doubles nothing", async () => {
  const studio = await openStudio();
  const first = startSender(studio, 100_000);
  await waitFor("the first answers", () => first.answered.size >= 20);
  first.process.kill("SIGKILL");
  await first.ended;
  const before = stored(studio);
  for (const [key, id] of first.answered) expect(before.get(key), key).toBe(id);
  // One more than was answered at most: the one that was under way.
  expect(before.size - first.answered.size).toBeLessThanOrEqual(1);

  const again = startSender(studio, before.size + 10);
  await again.ended;
  const after = stored(studio);
  expect(after.size).toBe(before.size + 10);
  for (const [key, id] of before) expect([after.get(key), again.answered.get(key)], key).toEqual([id, id]);
  const told = studio.db.select().from(messengerEvents).all();
  expect(new Set(told.map(({ notificationId }) => notificationId)).size).toBe(told.length);
  expect(told).toHaveLength(after.size);
  expect(studio.db.select().from(messengerMessages).all()).toHaveLength(after.size);
});
