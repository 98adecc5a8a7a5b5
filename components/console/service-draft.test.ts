import { expect, test } from "vitest";
import type { ServiceView } from "#lib/services/service-view.ts";
import { minutesOfHours, numberOf, serviceBody, serviceDraft } from "./service-draft.ts";

const service: ServiceView = {
  id: "s1",
  name: "Fine line",
  description: "",
  durationMinutes: 90,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 30,
  minimumNoticeMinutes: 100,
  horizonDays: 60,
  slotStepMinutes: 15,
  priceNote: "from €120",
  active: true,
  artistIds: ["mara"],
};

test("opening and saving without a change changes nothing", () => {
  const { id: _id, active: _active, ...kept } = service;
  expect(serviceBody(serviceDraft(service, ["mara", "theo"]))).toEqual(kept);
});

test("a new service is offered by everybody", () => {
  expect(serviceDraft(null, ["mara", "theo"]).artistIds).toEqual(["mara", "theo"]);
});

test.each([
  ["24", 1440],
  ["1.5", 90],
  ["1,5", 90],
  ["0", 0],
  ["", null],
  ["-1", null],
  ["1e9", null],
])("%j hours are %s minutes", (typed, minutes) => {
  expect(minutesOfHours(typed)).toBe(minutes);
});

test.each([
  ["30", 30],
  ["", null],
  ["1.5", null],
  ["12345678", null],
])("%j is the number %s", (typed, number) => {
  expect(numberOf(typed)).toBe(number);
});
