import { expect, test } from "vitest";
import type { ServiceView } from "#lib/services/service-view.ts";
import {
  minutesOfHours,
  minutesOfList,
  numberOf,
  serviceBody,
  serviceDraft,
  unreadable,
} from "./service-draft.ts";

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
  bookingMode: "idea",
  durationChoices: [60, 180],
  sessions: 3,
  sessionGapDays: 21,
  dailyMaximum: 2,
  weeklyMaximum: null,
  depositAmount: 4990,
  consentFormId: "f1",
  asksPictures: false,
  active: true,
  artistIds: ["mara"],
};

const studio = {
  artists: [
    { id: "mara", name: "Mara" },
    { id: "theo", name: "Theo" },
  ],
  currency: "EUR",
};

test("opening and saving without a change changes nothing", () => {
  const { id: _id, active: _active, ...kept } = service;
  expect(serviceBody(serviceDraft(service, studio), "EUR")).toEqual(kept);
});

test("a new service is offered by everybody", () => {
  expect(serviceDraft(null, studio).artistIds).toEqual(["mara", "theo"]);
});

test.each([
  ["", []],
  [" 90, 180 ", [90, 180]],
  ["90;180 240", [90, 180, 240]],
  ["90, two", null],
  ["1.5", null],
])("the list %j is %j minutes", (typed, minutes) => {
  expect(minutesOfList(typed)).toEqual(minutes);
});

test("what nobody can read is told, never sent as nothing", () => {
  const draft = serviceDraft(service, studio);
  expect(unreadable(draft, "EUR")).toEqual({ choices: false, deposit: false });
  expect(unreadable({ ...draft, choices: "soon", deposit: "fifty" }, "EUR")).toEqual({
    choices: true,
    deposit: true,
  });
  expect(unreadable({ ...draft, deposit: "" }, "EUR").deposit).toBe(false);
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
