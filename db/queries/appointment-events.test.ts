import { expect, test } from "vitest";
import { appointmentEvents } from "./appointment-events.ts";
import type { AppointmentStatus } from "./appointments.ts";

type State = AppointmentStatus | [AppointmentStatus, { startMs?: number; reason?: string }] | null;

const row = (state: Exclude<State, null>) => {
  const [status, { startMs = 1, reason = null } = {}] = typeof state === "string" ? [state] : state;
  return { status, statusReason: reason, startMs, endMs: startMs + 1 };
};

const cases: [string, State, Exclude<State, null>, string[]][] = [
  ["a request", null, "PENDING", ["requested"]],
  ["an appointment the studio enters", null, "CONFIRMED", ["confirmed"]],
  ["a held time", null, "HELD", []],
  ["a confirmation", "PENDING", "CONFIRMED", ["confirmed"]],
  ["a refusal", "PENDING", "DECLINED", ["declined"]],
  ["a cancellation", "CONFIRMED", "CANCELLED", ["cancelled"]],
  ["a move", "CONFIRMED", ["CONFIRMED", { startMs: 5 }], ["rescheduled"]],
  ["a move that asks anew", "CONFIRMED", ["PENDING", { startMs: 5 }], ["rescheduled"]],
  ["a confirmation at another time", "PENDING", ["CONFIRMED", { startMs: 5 }], ["rescheduled", "confirmed"]],
  ["a sitting that took place", "CONFIRMED", "COMPLETED", ["completed"]],
  ["one to which nobody came", "CONFIRMED", "NO_SHOW", ["no_show"]],
  ["a confirmation taken back", "CONFIRMED", "PENDING", ["requested"]],
  ["a refusal taken back", "DECLINED", "PENDING", ["requested"]],
  ["a cancellation taken back", "CANCELLED", "CONFIRMED", ["confirmed"]],
  ["a held time chosen", "HELD", "CONFIRMED", ["confirmed"]],
  ["a held time chosen from the waitlist", "HELD", "PENDING", ["requested"]],
  ["a held time not chosen", "HELD", ["CANCELLED", { reason: "not_chosen" }], []],
  ["a held time deleted in the calendar", "HELD", "CANCELLED", []],
  ["a held time moved in the calendar", "HELD", ["HELD", { startMs: 5 }], []],
  ["a change of words", "CONFIRMED", "CONFIRMED", []],
];

test.each(cases)("%s", (_, before, after, events) => {
  expect(appointmentEvents(before === null ? null : row(before), row(after))).toEqual(
    events.map((event) => `appointment.${event}`),
  );
});
