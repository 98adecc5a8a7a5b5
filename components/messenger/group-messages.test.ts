import { expect, test } from "vitest";
import { groupMessages } from "./group-messages.ts";
import { message } from "./test-message.ts";

const zone = "Europe/Vienna";
const shape = (...args: Parameters<typeof groupMessages>) =>
  groupMessages(...args).map(({ day, runs }) => [
    day,
    ...runs.map((run) => run.messages.map(({ seq }) => seq)),
  ]);
const at = (time: string) => ({ created_at: `2026-03-${time}:00.000Z` });

test("by the day of the zone, not of UTC", () => {
  expect(
    shape([message({ seq: 1, ...at("10T22:59") }), message({ seq: 2, ...at("10T23:01") })], zone),
  ).toEqual([
    ["2026-03-10", [1]],
    ["2026-03-11", [2]],
  ]);
});

test("who goes on speaking is named once, until a pause, somebody else or a notification", () => {
  const notification = {
    id: "n",
    title: "Order",
    body: "",
    priority: "normal" as const,
    source_app: "shop",
    event_type: "order",
    click_url: null,
    tags: [],
  };
  expect(
    shape(
      [
        message({ seq: 1, ...at("10T12:00") }),
        message({ seq: 2, ...at("10T12:04") }),
        message({ seq: 3, ...at("10T12:10") }),
        message({ seq: 4, ...at("10T12:10"), sender: "@theo:studio" }),
        message({ seq: 5, ...at("10T12:11"), sender: "", notification }),
        message({ seq: 6, ...at("10T12:11"), sender: "", notification }),
        message({ seq: 7, ...at("10T12:11"), sender: "", sender_display_name: "Talk guest" }),
      ],
      zone,
    ),
  ).toEqual([["2026-03-10", [1, 2], [3], [4], [5], [6], [7]]]);
});

test("nothing goes across the line of what is new, and a clock that went back begins no day again", () => {
  expect(
    shape(
      [
        message({ seq: 1, ...at("11T12:00") }),
        message({ seq: 2, ...at("11T12:00") }),
        message({ seq: 3, ...at("10T12:00") }),
      ],
      zone,
      2,
    ),
  ).toEqual([["2026-03-11", [1], [2, 3]]]);
});
