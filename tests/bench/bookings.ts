import { mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { requestAppointment } from "#lib/appointments/request-appointment.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { addDays, dayOf, instantOf } from "#lib/core/time-zone.ts";
import { alternate, timeOf } from "./support/alternate.ts";
import { createBenchStudio } from "./support/bench-studio.ts";
import { type Figure, ratios, spread } from "./support/figures.ts";

/** Slots of an hour from nine to five. */
const SLOTS_A_DAY = 8;

/** Bookings a second, each on disk before it is answered, beside bare inserts with the same pragmas. */
export async function benchBookings(folder: string, options: { rounds: number }): Promise<Figure[]> {
  const own = path.join(folder, "bookings");
  mkdirSync(own);
  const studio = await createBenchStudio(own);
  // An artist can be booked 90 days ahead: that many slots there are for all rounds together.
  const perRound = Math.floor((85 * SLOTS_A_DAY) / (options.rounds + 1));
  const ctx = studio.ctx({ kind: "customer" });
  let booked = 0;
  const book = async () => {
    for (let index = 0; index < perRound; index++) {
      const day = addDays(dayOf(Date.now() + DAY, "Europe/Vienna"), Math.floor(booked / SLOTS_A_DAY));
      const startTime = instantOf(day, 9 * 60, "Europe/Vienna") + (booked % SLOTS_A_DAY) * HOUR;
      booked += 1;
      await requestAppointment(
        ctx,
        {
          artistId: "theo",
          serviceId: "session",
          startTime,
          clientName: "Lena Hofer",
          clientEmail: "lena@example.org",
          clientPhone: "",
          description: "A small fern on the forearm.",
          alternatives: [],
        },
        { locale: "en" },
      );
    }
  };
  const bare = openBare(path.join(own, "bare.db"));
  const insert = async () => {
    for (let index = 0; index < perRound; index++) bare.insert();
  };
  const samples = await alternate(
    options.rounds,
    async () => 1000 / (await timeOf(book, perRound)),
    async () => 1000 / (await timeOf(insert, perRound)),
  );
  bare.close();
  studio.close();
  return [
    {
      name: "bookings on disk; beside them inserts of one bare row each, committed with the same pragmas",
      ours: spread(samples.ours, "a second"),
      rival: spread(samples.rival, "a second"),
      ratio: `${spread(ratios(samples, (ours, theirs) => ours / theirs))} of the bare rate`,
      goal: "–",
      met: null,
    },
  ];
}

function openBare(file: string): { insert(): void; close(): void } {
  const client = new Database(file, { timeout: 5000 });
  for (const pragma of [
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -32000",
  ])
    client.pragma(pragma);
  client.exec("CREATE TABLE bookings (id INTEGER PRIMARY KEY, artist TEXT, start_ms INTEGER, client TEXT)");
  const statement = client.prepare("INSERT INTO bookings (artist, start_ms, client) VALUES (?, ?, ?)");
  const commit = client.transaction(() => statement.run("theo", Date.now(), "lena@example.org"));
  return { insert: () => void commit.immediate(), close: () => client.close() };
}
