import { describe, expect, test } from "vitest";
import { appointmentFilterHref, appointmentQuery, parseAppointmentFilter } from "./appointment-filter.ts";

describe("filter in the address", () => {
  test("reads what it writes", () => {
    const filter = { status: "pending", artist: "a1", q: "Ann & Bo", page: 3 } as const;
    const href = appointmentFilterHref(filter);
    expect(href).toBe("/admin/appointments?status=pending&artist=a1&q=Ann+%26+Bo&page=3");
    expect(
      parseAppointmentFilter(Object.fromEntries(new URL(href, "http://parlour.test").searchParams)),
    ).toEqual(filter);
  });

  test("what is usual is left out", () => {
    expect(appointmentFilterHref({ status: "upcoming", artist: null, q: "", page: 1 })).toBe(
      "/admin/appointments",
    );
  });

  test.each([
    { status: "elsewhere", artist: "", page: "0" },
    { status: ["pending", "past"], artist: ["a", "b"], page: "-1" },
    { artist: "a".repeat(65), page: "1e9", q: "  " },
    {},
  ])("what is malformed counts as absent: %j", (params) => {
    expect(parseAppointmentFilter(params)).toEqual({ status: "upcoming", artist: null, q: "", page: 1 });
  });

  test("the API's own spelling of a status is understood", () => {
    expect(parseAppointmentFilter({ status: "PENDING" }).status).toBe("pending");
  });
});

test("a page asks for one row more, from where the page before ended", () => {
  const query = appointmentQuery({ status: "past", artist: null, q: "", page: 2 }, 1000);
  expect(query).toEqual({
    statuses: ["CONFIRMED", "COMPLETED", "NO_SHOW"],
    toMs: 1000,
    order: "latest",
    limit: 51,
    offset: 50,
  });
});

test("a search over all asks for every state, whenever it is", () => {
  const query = appointmentQuery({ status: "all", artist: "a1", q: "ann", page: 1 }, 1000);
  expect(query).toMatchObject({ artistId: "a1", text: "ann", order: "latest" });
  expect(query.statuses).toHaveLength(6);
  expect(query).not.toHaveProperty("fromMs");
  expect(query).not.toHaveProperty("toMs");
});
