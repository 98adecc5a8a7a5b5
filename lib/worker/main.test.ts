import { expect, test } from "vitest";
import { findAppointment } from "#db/queries/appointments.ts";
import { takeLease } from "#db/queries/leases.ts";
import { appointments } from "#db/schema/appointments.ts";
import { SECOND } from "#lib/core/clock.ts";
import { insertTestArtists } from "#tests/support/test-artists.ts";
import { testDatabase } from "#tests/support/test-database.ts";
import { appointmentRow } from "#tests/support/test-rows.ts";
import { waitFor } from "#tests/support/wait-for.ts";

test("the worker does what is due while it holds the lease, and gives it back when it is told to stop", async () => {
  const { db, url } = await testDatabase();
  await insertTestArtists(db);
  const long = { start: "2020-01-01T10:00:00Z", end: "2020-01-01T11:00:00Z" };
  db.insert(appointments).values(appointmentRow("old", long)).run();
  process.env.DATABASE_URL = url;
  process.env.LOG_LEVEL = "silent";
  const { runWorker } = await import("./main.ts");
  const stop = new AbortController();
  const running = runWorker(stop.signal);
  const old = await waitFor("the request to expire", async () => {
    const found = await findAppointment(db, "old");
    return found?.status === "DECLINED" ? found : undefined;
  });
  expect(old.statusReason).toBe("expired");
  const take = () => takeLease(db, { name: "worker", owner: "another", nowMs: Date.now(), forMs: SECOND });
  expect(await take()).toBe(false);
  stop.abort();
  await running;
  expect(await take()).toBe(true);
});
