import { openDatabase } from "#db/client.ts";
import { parseEnv } from "#lib/core/env.ts";
import { notificationInput } from "#lib/messenger/notification-input.ts";
import { sendNotification } from "#lib/messenger/send-notification.ts";
import { actors } from "./test-actors.ts";

/**
 * Run as a process of its own that a test may kill: sends notifications one after the other, under the keys `key-0`,
 * `key-1`, …, and writes each key with the id it was answered. Arguments: how many, and what the title begins with.
 */
const [count = "1", title = "Title"] = process.argv.slice(2);
const env = parseEnv(process.env);
const db = openDatabase(env.DATABASE_URL);
const ctx = { actor: actors.service, db, env, now: Date.now };
for (let index = 0; index < Number(count); index++) {
  const input = notificationInput.parse({ source_app: "a", event_type: "e", title: `${title} ${index}` });
  const { id } = await sendNotification(ctx, input, { idempotencyKey: `key-${index}` });
  process.stdout.write(`key-${index} ${id}\n`);
}
