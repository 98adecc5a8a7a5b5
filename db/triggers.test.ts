import { describe, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import type { NewAppointment } from "#db/queries/appointments.ts";
import { insertTestArtists } from "#tests/support/test-artists.ts";
import { testDatabase } from "#tests/support/test-database.ts";
import { appointmentRow } from "#tests/support/test-rows.ts";
import { appointments } from "./schema/appointments.ts";
import { isOverlapRefusal } from "./triggers.ts";

const at = (time: string) => `2026-12-02T${time}:00Z`;
const span = (start: string, end: string, buffers = 0) => ({
  start: at(start),
  end: at(end),
  before: buffers,
  after: buffers,
});

async function withNoon(more: Partial<NewAppointment> = {}): Promise<Db> {
  const { db } = await testDatabase();
  await insertTestArtists(db);
  insert(db, appointmentRow("noon", span("12:00", "14:00", 15), more));
  return db;
}

const insert = (db: Db, row: NewAppointment) => db.insert(appointments).values(row).run();
const update = (db: Db, id: string, set: string) =>
  db.$client.prepare(`UPDATE appointments SET ${set} WHERE id = ?`).run(id);

function refused(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (isOverlapRefusal(error)) return true;
    throw error;
  }
}

describe("inserting beside an appointment from 12 to 14 with a quarter of an hour around it", () => {
  test.each<[string, [string, string, number?], Partial<NewAppointment>, boolean]>([
    ["ends where its buffer begins", ["10:00", "11:45"], {}, false],
    ["begins where its buffer ends", ["14:15", "15:00"], {}, false],
    ["reaches a minute into the buffer before", ["10:00", "11:46"], {}, true],
    ["begins a minute before the buffer ends", ["14:14", "15:00"], {}, true],
    ["lies inside", ["12:30", "13:00"], {}, true],
    ["lies around", ["11:00", "16:00"], {}, true],
    ["is the same", ["12:00", "14:00"], {}, true],
    ["is the same, confirmed", ["12:00", "14:00"], { status: "CONFIRMED" }, true],
    ["touches only with its own buffer", ["14:20", "15:00", 15], {}, true],
    ["is another artist's", ["12:00", "14:00"], { artistId: "theo" }, false],
    ["is declined", ["12:00", "14:00"], { status: "DECLINED" }, false],
    ["is cancelled", ["12:00", "14:00"], { status: "CANCELLED" }, false],
    ["is completed", ["12:00", "14:00"], { status: "COMPLETED" }, false],
    ["is marked as a conflict", ["12:00", "14:00"], { conflict: true }, false],
  ])("%s", async (_name, [start, end, buffers], more, expected) => {
    const db = await withNoon();
    expect(refused(() => insert(db, appointmentRow("new", span(start, end, buffers), more)))).toBe(expected);
  });

  test.each(["DECLINED", "CANCELLED", "COMPLETED", "NO_SHOW"] as const)(
    "a %s one holds no time",
    async (status) => {
      const db = await withNoon({ status });
      expect(refused(() => insert(db, appointmentRow("new", span("12:00", "14:00"))))).toBe(false);
    },
  );

  test("one with a conflict mark still holds its time", async () => {
    const db = await withNoon({ conflict: true });
    expect(refused(() => insert(db, appointmentRow("new", span("12:00", "14:00"))))).toBe(true);
  });
});

describe("changing an appointment beside another", () => {
  async function withBoth(more: Partial<NewAppointment> = {}, other = span("15:00", "16:00")): Promise<Db> {
    const db = await withNoon();
    insert(db, appointmentRow("other", other, more));
    return db;
  }
  const onNoon = span("12:00", "14:00");

  test("moving onto it is refused, moving beside it is not", async () => {
    const db = await withBoth();
    const move = (time: string) => {
      const ms = Date.parse(at(time));
      return `start_ms = ${ms}, end_ms = ${ms + 1}, block_start_ms = ${ms}, block_end_ms = ${ms + 1}`;
    };
    expect(refused(() => update(db, "other", move("13:00")))).toBe(true);
    expect(refused(() => update(db, "other", move("14:15")))).toBe(false);
  });

  test("a longer buffer counts as a move", async () => {
    const db = await withBoth();
    expect(refused(() => update(db, "other", `block_start_ms = ${Date.parse(at("14:00"))}`))).toBe(true);
  });

  test("becoming active again on taken time is refused", async () => {
    const db = await withBoth({ status: "DECLINED" }, onNoon);
    expect(refused(() => update(db, "other", "status = 'CONFIRMED'"))).toBe(true);
    expect(refused(() => update(db, "other", "status = 'CANCELLED'"))).toBe(false);
  });

  test("becoming another artist's on taken time is refused", async () => {
    const db = await withBoth({ artistId: "theo" }, onNoon);
    expect(refused(() => update(db, "other", "artist_id = 'mara'"))).toBe(true);
  });

  test("losing the conflict mark on taken time is refused, everything else about it is free", async () => {
    const db = await withBoth({ conflict: true }, onNoon);
    expect(refused(() => update(db, "other", "conflict = 0"))).toBe(true);
    expect(refused(() => update(db, "other", "status = 'CONFIRMED', client_name = 'Nora'"))).toBe(false);
    expect(refused(() => update(db, "noon", "status = 'CONFIRMED', client_name = 'Ida'"))).toBe(false);
  });

  test("moving onto taken time with the mark is allowed", async () => {
    const db = await withBoth();
    const ms = Date.parse(at("13:00"));
    const set = `start_ms = ${ms}, end_ms = ${ms + 1}, block_start_ms = ${ms}, block_end_ms = ${ms + 1}, conflict = 1`;
    expect(refused(() => update(db, "other", set))).toBe(false);
  });
});

test("no other failure passes for an overlap", async () => {
  const db = await withNoon();
  expect(() => insert(db, appointmentRow("noon", span("16:00", "17:00")))).toThrow(/UNIQUE/);
  expect(() => insert(db, appointmentRow("x", span("17:00", "16:00")))).toThrow(/CHECK/);
});
