import { once } from "node:events";
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { leases } from "#db/schema/system.ts";
import { DAY } from "#lib/core/clock.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { testDirectory } from "#tests/support/test-database.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openCloudStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { childEnvironment, startChild } from "./support/children.ts";

test("of two workers one works; when it is killed the other takes over, and every event is there once", async () => {
  const studio = await openCloudStudio({ now: new Date().toISOString() });
  const copies = await testDirectory();
  const env = childEnvironment(studio.env, { LOG_LEVEL: "info", PARLOUR_BACKUP_DIR: copies });
  const start = () => {
    const child = startChild("bin/processes/worker.ts", [], env);
    let log = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
    return { child, says: (words: string) => log.includes(words) };
  };
  const first = start();
  await waitFor("the first worker", () => first.says("worker started"));
  await waitFor("the daily copy", () => readdirSync(copies).some((name) => name.endsWith(".db")));
  const second = start();

  const day = Math.ceil(Date.now() / DAY) * DAY + 2 * DAY + (TEN % DAY);
  const book = async (count: number, from: number) => {
    // Refused at first, so that all of it is left to the workers.
    studio.cloud.cloud.faults.add({ method: "PUT", status: 503, times: count });
    for (let index = 0; index < count; index++)
      await studio.request({ startTime: day + (from + index) * DAY });
  };
  const drained = (what: string) => waitFor(what, async () => (await studio.outboxIds()).length === 0);
  await book(4, 0);
  await drained("the first worker's work");
  expect(await studio.events()).toHaveLength(4);

  const exit = once(first.child, "exit");
  first.child.kill("SIGKILL");
  await exit;
  await book(4, 4);
  expect(second.says("worker started")).toBe(false);
  // As if the dead worker's ten seconds had passed.
  studio.db.update(leases).set({ expiresAt: Date.now() }).run();
  await waitFor("the second worker to take over", () => second.says("worker started"));
  await drained("the second worker's work");
  expect(await studio.events()).toHaveLength(8);
});

test("a worker that Nextcloud refuses still writes to customers, and tells the admins once", async () => {
  const server = await startMailServer();
  const studio = await openCloudStudio({
    now: new Date().toISOString(),
    variables: { SMTP_URL: server.url },
  });
  insertTestUsers(studio.db);
  studio.cloud.cloud.faults.add({ status: 401 });
  const startTime = Math.ceil(Date.now() / DAY) * DAY + 2 * DAY + (TEN % DAY);
  const { id } = (await studio.request({ startTime })).appointment;
  startChild("bin/processes/worker.ts", [], childEnvironment(studio.env));
  // What the worker has done is no longer in the outbox; the event waits for a password that works.
  await waitFor("mails and notice", async () => {
    const waiting = await studio.outboxIds();
    return server.mails.length >= 3 && waiting.length === 1 && waiting[0] === `calendar:${id}`;
  });
  expect(server.mails.map((mail) => mail.to[0]).sort()).toEqual([
    "lena@example.org",
    "user-admin@example.org",
    "user-mara@example.org",
  ]);
});
