import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { databasePath } from "#db/client.ts";
import { listAppointments } from "#db/queries/appointments.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { writeCloudEvent } from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, openCloudStudio } from "#tests/support/test-studio.ts";
import { holdDatabase } from "./support/children.ts";

/** The database may not grow any more (SQLITE_FULL), or may again. */
function fillDisk(studio: CloudStudio): void {
  const { $client } = studio.db;
  // What was given back must not serve as room.
  $client.exec("VACUUM");
  $client.pragma(`max_page_count = ${Number($client.pragma("page_count", { simple: true }))}`);
}
function makeRoom(studio: CloudStudio): void {
  studio.db.$client.pragma("max_page_count = 4294967294");
}

/** Does not fit into the room left on any page. */
const long = "Rosemary and thyme. ".repeat(400);

async function expectPlainProblem(failure: Promise<unknown>): Promise<void> {
  const error = await failure.then(
    () => expect.unreachable(),
    (reason: unknown) => reason,
  );
  const answer = await problemResponse(error, 0).json();
  expect(answer).toMatchObject({
    status: 500,
    code: "internal",
    detail: "This failed on our side. Nothing was changed; please try again.",
  });
}

/** One appointment, one event, and nothing waits. */
async function expectOne(studio: CloudStudio): Promise<void> {
  expect(await listAppointments(studio.db, { limit: 5 })).toHaveLength(1);
  expect(await studio.events()).toHaveLength(1);
  expect(await studio.outboxIds()).toEqual([]);
}

async function deliverLater(studio: CloudStudio): Promise<void> {
  studio.clock.advance(20 * MINUTE);
  await deliverOutbox(studio.ctx("worker"), { limit: 10 });
}

describe("a full disk", () => {
  test("refuses a request plainly and stores nothing of it; with room it is accepted, once", async () => {
    const studio = await openCloudStudio();
    fillDisk(studio);
    await expectPlainProblem(studio.request({ description: long }));
    expect(await listAppointments(studio.db, { limit: 5 })).toEqual([]);
    expect(await studio.events()).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
    makeRoom(studio);
    await studio.request({ description: long });
    await expectOne(studio);
  });

  test("fails a sync plainly and keeps the mirror as it was; with room the next one catches up", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "long", { startMs: TEN, endMs: TEN + 60 * MINUTE }, [
      `DESCRIPTION:${"x".repeat(60_000)}`,
    ]);
    const { syncToken, syncedAt } = await studio.calendar();
    fillDisk(studio);
    expect(await studio.pull()).toMatchObject({
      ok: false,
      error: { key: "disk-full", message: expect.stringContaining("disk") },
    });
    expect(await studio.calendar()).toMatchObject({ syncToken, syncedAt });
    makeRoom(studio);
    expect(await studio.pull()).toMatchObject({ ok: true, created: 1 });
    expect((await studio.calendar()).failingSince).toBeNull();
  });

  test("that comes while the event is being written: the answer stays, the event is there once", async () => {
    const studio = await openCloudStudio();
    studio.proxy.hold = ({ method }) => {
      if (method === "PUT") fillDisk(studio);
      return false;
    };
    const { status } = (await studio.request({ description: long })).appointment;
    expect(status).toBe("PENDING");
    expect(await studio.outboxIds()).toHaveLength(1);
    studio.proxy.hold = () => false;
    makeRoom(studio);
    await deliverLater(studio);
    await expectOne(studio);
  });
});

describe("a database that somebody else holds", () => {
  test("for a moment is waited for", async () => {
    const studio = await openCloudStudio();
    const { release } = await holdDatabase(studio.url, 700);
    const { status } = (await studio.request()).appointment;
    expect(status).toBe("PENDING");
    await release();
    await expectOne(studio);
  });

  test("for too long: refused plainly, nothing lost, and the next try is accepted", async () => {
    const studio = await openCloudStudio();
    studio.db.$client.pragma("busy_timeout = 50");
    const { release } = await holdDatabase(studio.url);
    await expectPlainProblem(studio.request());
    expect(await studio.pull()).toMatchObject({ ok: false, error: { key: "database-busy" } });
    await release();
    expect(await listAppointments(studio.db, { limit: 5 })).toEqual([]);
    await studio.request();
    await expectOne(studio);
    expect(await studio.pull()).toMatchObject({ ok: true });
  });

  test("while the event is being written: the answer stays, the event is there once", async () => {
    const studio = await openCloudStudio();
    studio.db.$client.pragma("busy_timeout = 50");
    const other = new Database(databasePath(studio.url));
    studio.proxy.hold = async ({ method }) => {
      if (method === "PUT" && other.open && !other.inTransaction) other.exec("BEGIN IMMEDIATE");
      return false;
    };
    const { status } = (await studio.request()).appointment;
    expect(status).toBe("PENDING");
    expect(other.inTransaction).toBe(true);
    other.close();
    expect(await studio.outboxIds()).toHaveLength(1);
    await deliverLater(studio);
    await expectOne(studio);
  });

  test("between the acceptance and the first try to write the event: the answer stays", async () => {
    const studio = await openCloudStudio();
    // Stands for the lock: whoever takes a row of the outbox is refused.
    studio.db.$client.exec(
      "CREATE TEMP TRIGGER refuse BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'database is locked'); END",
    );
    const { status } = (await studio.request()).appointment;
    expect(status).toBe("PENDING");
    studio.db.$client.exec("DROP TRIGGER refuse");
    await deliverLater(studio);
    await expectOne(studio);
  });
});
