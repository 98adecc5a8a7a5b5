import { beforeAll, describe, expect, test } from "vitest";
import { appointments } from "#db/schema/appointments.ts";
import { HOUR } from "#lib/core/clock.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { TEN } from "#tests/support/test-request.ts";
import { appointmentRow } from "#tests/support/test-rows.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { listAppointments } from "./list-appointments.ts";

const people = {
  percent: { clientName: "100% Ink", clientEmail: "a@example.org" },
  underscore: { clientName: "Snake", clientEmail: "snake_case@example.org" },
  umlaut: { clientName: "JÜRGEN GROSS", clientEmail: "jg@example.org", clientPhone: "+43 660 123" },
  split: {
    clientName: "Zoe\u0308",
    clientEmail: "z@example.org",
    description: 'A fern\nwith a "quote" and \\ back',
  },
  theos: { artistId: "theo", clientName: "Snake too", clientEmail: "t@example.org" },
};

async function withPeople(): Promise<TestStudio> {
  const studio = await openStudio();
  Object.entries(people).forEach(([id, more], index) => {
    const at = (hours: number) => new Date(TEN + hours * HOUR).toISOString();
    const row = appointmentRow(id, { start: at(index), end: at(index + 1) }, more);
    studio.db.insert(appointments).values(row).run();
  });
  return studio;
}

describe("searching", () => {
  // The database is only read.
  let find: (text: string, actor?: "admin" | "mara" | "theo") => Promise<string[]>;
  beforeAll(() => {
    find = async (text, actor = "admin") => {
      const studio = await withPeople();
      return (await listAppointments(studio.ctx(actor), { text })).map(({ id }) => id);
    };
  });

  test.each<[string, string[]]>([
    ["snake", ["underscore", "theos"]],
    ["SNAKE", ["underscore", "theos"]],
    ["%", ["percent"]],
    ["100%", ["percent"]],
    ["_", ["underscore"]],
    ["e_c", ["underscore"]],
    ["jürgen", ["umlaut"]],
    ["Jürgen Gross", ["umlaut"]],
    ["660", ["umlaut"]],
    ["zoë", ["split"]],
    ["fern", ["split"]],
    ['"QUOTE"', ["split"]],
    ["\\", ["split"]],
    ["' OR 1=1 --", []],
    ["nobody", []],
    ["", Object.keys(people)],
  ])("for %o finds %o", async (text, ids) => {
    expect(await find(text)).toEqual(ids);
  });

  test("never crosses from one field into the next", async () => {
    expect(await find("Snakesnake")).toEqual([]);
    expect(await find("Ink\na@")).toEqual(["percent"]);
    expect(parseInput(endpoints.listAppointments.query, { q: " Ink\na@ " }).q).toBe("Ink a@");
  });

  test("finds an artist their own only", async () => {
    expect(await find("snake", "mara")).toEqual(["underscore"]);
    expect(await find("snake", "theo")).toEqual(["theos"]);
  });
});

test("soonest first unless the latest are asked for", async () => {
  const studio = await withPeople();
  const ids = Object.keys(people);
  const list = async (order?: "soonest" | "latest") =>
    (await listAppointments(studio.ctx("admin"), { order })).map(({ id }) => id);
  expect(await list()).toEqual(ids);
  expect(await list("soonest")).toEqual(ids);
  expect(await list("latest")).toEqual(ids.toReversed());
});

test("a search beyond all measure, or in an order there is not, is refused at its field", () => {
  const parse = (query: object) => () => parseInput(endpoints.listAppointments.query, query);
  expect(parse({ q: "x".repeat(101) })).toThrow(expect.objectContaining({ errors: { q: ["too_long"] } }));
  expect(parse({ order: "random" })).toThrow(expect.objectContaining({ errors: { order: ["unknown"] } }));
});
