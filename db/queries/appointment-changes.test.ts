import { describe, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { insertTestArtists } from "#tests/support/test-artists.ts";
import { testDatabase } from "#tests/support/test-database.ts";
import { appointmentRow, auditLine } from "#tests/support/test-rows.ts";
import { changeAppointment, insertAppointment } from "./appointment-changes.ts";
import { findAppointment } from "./appointments.ts";
import { listAudit } from "./audit.ts";
import { listOutbox } from "./outbox.ts";
import { findIdempotentAnswer } from "./system.ts";

const hour = (start: string, end: string) => ({
  start: `2026-12-02T${start}:00Z`,
  end: `2026-12-02T${end}:00Z`,
});
const push = (appointmentId: string) => ({
  id: `calendar:${appointmentId}`,
  kind: "calendar" as const,
  appointmentId,
  payload: {},
  nextAttemptAt: 5,
  createdAt: 5,
});

async function withTwo(): Promise<Db> {
  const { db } = await testDatabase();
  await insertTestArtists(db);
  for (const [id, start, end] of [
    ["a", "10:00", "11:00"],
    ["b", "12:00", "13:00"],
  ] as const) {
    const appointment = appointmentRow(id, hour(start, end));
    expect(await insertAppointment(db, { appointment, audit: auditLine(id), outbox: [] })).toBe("stored");
  }
  return db;
}

const traces = async (db: Db, id: string) => ({
  history: (await listAudit(db, "appointment", id)).length,
  outbox: (await listOutbox(db, 10)).length,
});

describe("what is not stored leaves nothing behind", () => {
  test("an insertion on taken time", async () => {
    const db = await withTwo();
    const appointment = appointmentRow("c", hour("10:30", "11:30"));
    const idempotency = { key: "k", requestHash: "h", response: {} };
    const outcome = await insertAppointment(db, {
      appointment,
      audit: auditLine("c"),
      outbox: [push("c")],
      idempotency,
    });
    expect(outcome).toBe("slot_taken");
    expect(await findAppointment(db, "c")).toBeUndefined();
    expect(await traces(db, "c")).toEqual({ history: 0, outbox: 0 });
    expect(await findIdempotentAnswer(db, "k")).toBeUndefined();
  });

  test.each([
    ["another version", "a", 7],
    ["an appointment nobody knows", "nobody", 1],
  ])("a change of %s", async (_name, id, expectedVersion) => {
    const db = await withTwo();
    const outcome = await changeAppointment(db, {
      id,
      expectedVersion,
      set: { status: "CONFIRMED" },
      audit: auditLine(id),
      outbox: [push(id)],
    });
    expect(outcome).toBe("stale");
    expect(await traces(db, "a")).toEqual({ history: 1, outbox: 0 });
    expect(await findAppointment(db, "a")).toMatchObject({ status: "PENDING", version: 1 });
  });

  test("a move onto taken time, refused by the trigger", async () => {
    const db = await withTwo();
    const { startMs, endMs, blockStartMs, blockEndMs } = appointmentRow("x", hour("12:30", "13:30"));
    const outcome = await changeAppointment(db, {
      id: "a",
      expectedVersion: 1,
      set: { startMs, endMs, blockStartMs, blockEndMs },
      audit: auditLine("a"),
      outbox: [push("a")],
    });
    expect(outcome).toBe("slot_taken");
    expect(await traces(db, "a")).toEqual({ history: 1, outbox: 0 });
    expect((await findAppointment(db, "a"))?.startMs).toBe(Date.parse("2026-12-02T10:00:00Z"));
  });
});

test("a change raises the version and writes history and outbox together", async () => {
  const db = await withTwo();
  const set = { status: "CONFIRMED" as const };
  const outcome = await changeAppointment(db, {
    id: "a",
    expectedVersion: 1,
    set,
    audit: auditLine("a", 9),
    outbox: [push("a")],
  });
  expect(outcome).toBe("changed");
  expect(await findAppointment(db, "a")).toMatchObject({ status: "CONFIRMED", version: 2, updatedAt: 9 });
  expect(await traces(db, "a")).toEqual({ history: 2, outbox: 1 });
});

test("what Nextcloud moved onto another is kept with a conflict mark, which it loses when moved away", async () => {
  const db = await withTwo();
  const moveTo = (start: string, end: string, expectedVersion: number) => {
    const { startMs, endMs, blockStartMs, blockEndMs } = appointmentRow("x", hour(start, end));
    const set = { startMs, endMs, blockStartMs, blockEndMs };
    return changeAppointment(db, {
      id: "a",
      expectedVersion,
      set,
      nextcloudWins: true,
      audit: auditLine("a"),
      outbox: [],
    });
  };
  expect(await moveTo("12:30", "13:30", 1)).toBe("changed");
  expect((await findAppointment(db, "a"))?.conflict).toBe(true);
  expect((await findAppointment(db, "b"))?.conflict).toBe(false);
  expect(await moveTo("15:00", "16:00", 2)).toBe("changed");
  expect((await findAppointment(db, "a"))?.conflict).toBe(false);
});
