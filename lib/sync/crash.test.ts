import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { listAppointments } from "#db/queries/appointments.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { openCloudStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { deliverOutbox } from "./deliver-outbox.ts";

test("a request stored by a process that was killed before it could write the event reaches the calendar once", async () => {
  const studio = await openCloudStudio();
  studio.proxy.hold = ({ method }) => method === "PUT";
  const { env } = studio;
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("../../tests/support/request-in-child.ts", import.meta.url))],
    {
      env: {
        NODE_ENV: "test",
        PATH: process.env.PATH ?? "",
        DATABASE_URL: env.DATABASE_URL,
        LOG_LEVEL: "silent",
        PARLOUR_ENCRYPTION_KEY: env.PARLOUR_ENCRYPTION_KEY ?? "",
        NEXTAUTH_URL: env.NEXTAUTH_URL ?? "",
        NEXTCLOUD_BASE_URL: env.NEXTCLOUD_BASE_URL ?? "",
        NEXTCLOUD_USERNAME: env.NEXTCLOUD_USERNAME ?? "",
        NEXTCLOUD_PASSWORD: env.NEXTCLOUD_PASSWORD ?? "",
        PARLOUR_TEST_NOW: String(studio.clock.now()),
      },
      stdio: "inherit",
    },
  );
  const exit = once(child, "exit");
  await waitFor("the event to be on its way", () =>
    studio.proxy.requests.some(({ method }) => method === "PUT"),
  );
  child.kill("SIGKILL");
  expect((await exit)[1]).toBe("SIGKILL");
  studio.proxy.hold = () => false;

  const [appointment, ...others] = await listAppointments(studio.db, { limit: 5 });
  expect(others).toEqual([]);
  expect(await studio.events()).toEqual([]);
  expect(await studio.outboxIds()).toEqual([`calendar:${appointment?.id}`]);
  expect(await deliverOutbox(studio.ctx("worker"), { limit: 10 })).toBe(0);
  studio.clock.advance(MINUTE);
  expect(await deliverOutbox(studio.ctx("worker"), { limit: 10 })).toBe(1);
  expect(await deliverOutbox(studio.ctx("worker"), { limit: 10 })).toBe(0);
  expect(await studio.events()).toHaveLength(1);
});
