import { describe, expect, test } from "vitest";
import { appointmentRequest } from "#lib/appointments/input.ts";
import { AppError } from "#lib/core/errors.ts";
import { endpoints } from "./endpoints.ts";
import { parseInput } from "./parse-input.ts";

const good = {
  artistId: "mara",
  serviceId: "session",
  startTime: "2026-12-02T10:00:00+01:00",
  clientName: "Lena",
  clientEmail: "lena@example.org",
};

function errorsOf(work: () => unknown): Record<string, string[]> {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_input") return error.errors ?? {};
    throw error;
  }
  return {};
}

const refused = (more: object) => errorsOf(() => parseInput(appointmentRequest, { ...good, ...more }));

describe("a request's fields", () => {
  test.each<[string, object, Record<string, string[]>]>([
    ["a missing name", { clientName: undefined }, { clientName: ["required"] }],
    ["a blank name", { clientName: " \n\t " }, { clientName: ["required"] }],
    ["a name that is no text", { clientName: 7 }, { clientName: ["required"] }],
    ["a long name", { clientName: "x".repeat(121) }, { clientName: ["too_long"] }],
    ["no address", { clientEmail: "lena" }, { clientEmail: ["email"] }],
    ["an empty address", { clientEmail: "" }, { clientEmail: ["required"] }],
    [
      "an address with a line break",
      { clientEmail: "a@example.org\nBcc: x@example.org" },
      { clientEmail: ["email"] },
    ],
    ["two addresses", { clientEmail: "a@example.org,b@example.org" }, { clientEmail: ["email"] }],
    ["letters as telephone number", { clientPhone: "call me" }, { clientPhone: ["phone"] }],
    ["a long description", { description: "x".repeat(4001) }, { description: ["too_long"] }],
    ["a zone nobody knows", { timeZone: "Mars/Olympus" }, { timeZone: ["time_zone"] }],
    ["an offset as zone", { timeZone: "+01:00" }, { timeZone: ["time_zone"] }],
    ["a time without offset", { startTime: "2026-12-02T10:00:00" }, { startTime: ["not_an_instant"] }],
    ["a day", { startTime: "2026-12-02" }, { startTime: ["not_an_instant"] }],
    ["a number as time", { startTime: 1_796_202_000_000 }, { startTime: ["not_an_instant"] }],
    ["a day that does not exist", { startTime: "2026-02-30T10:00:00Z" }, { startTime: ["not_an_instant"] }],
    ["a time after all times", { startTime: "2300-01-01T00:00:00Z" }, { startTime: ["too_far"] }],
    [
      "four back-up times",
      { alternatives: Array.from({ length: 4 }, () => good.startTime) },
      { alternatives: ["too_many"] },
    ],
    ["an odd back-up time", { alternatives: ["soon"] }, { alternatives: ["not_an_instant"] }],
    [
      "several at once",
      { clientName: "", clientEmail: "x" },
      { clientName: ["required"], clientEmail: ["email"] },
    ],
  ])("%s", (_name, more, expected) => {
    expect(refused(more)).toEqual(expected);
  });

  test("nothing at all names the body", () => {
    expect(Object.keys(errorsOf(() => parseInput(appointmentRequest, undefined)))).toEqual(["body"]);
  });

  test("what is good comes out clean", () => {
    const parsed = parseInput(appointmentRequest, {
      ...good,
      clientName: "  Lena\r\n\u2028Hofer\u0000 ",
      clientEmail: " lena@example.org ",
      description: "one\r\ntwo\rthree\u0007\ud800\n",
      alternatives: "2026-12-03T09:00:00Z",
    });
    expect(parsed).toEqual({
      artistId: "mara",
      serviceId: "session",
      startTime: Date.parse("2026-12-02T09:00:00Z"),
      clientName: "Lena Hofer",
      clientEmail: "lena@example.org",
      clientPhone: "",
      description: "one\ntwo\nthree\uFFFD",
      alternatives: [Date.parse("2026-12-03T09:00:00Z")],
    });
  });
});

describe("other inputs", () => {
  const change = (body: object) => errorsOf(() => parseInput(endpoints.changeAppointment.body, body));
  test("a change says one thing", () => {
    expect(change({})).toEqual({ status: ["required"] });
    expect(change({ status: "CONFIRMED", startTime: good.startTime })).toEqual({ status: ["one_at_a_time"] });
    expect(change({ status: "CONFIRMED" })).toEqual({});
  });

  test("a list has its bounds", () => {
    const list = (query: object) => errorsOf(() => parseInput(endpoints.listAppointments.query, query));
    expect(list({ limit: "201" })).toEqual({ limit: ["too_many"] });
    expect(list({ limit: "many" })).toEqual({ limit: ["not_a_number"] });
    expect(parseInput(endpoints.listAppointments.query, {})).toEqual({ limit: 50, offset: 0 });
  });

  test("a sync window must be one", () => {
    const sync = (body: object) => errorsOf(() => parseInput(endpoints.sync.body, body));
    expect(sync({ startDate: "soon" })).toEqual({ startDate: ["not_a_date"] });
    expect(sync({ startDate: "2026-12-02", endDate: "2026-12-01" })).toEqual({ endDate: ["before_start"] });
    expect(sync({ startDate: "2026-12-01", endDate: "2026-12-02" })).toEqual({});
  });
});
