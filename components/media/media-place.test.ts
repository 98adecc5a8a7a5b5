import { expect, test } from "vitest";
import { readRow } from "./media-json.ts";
import { countsOf, crumbs, directionIn, placeName, placeOf, rowsDirectlyIn } from "./media-place.ts";

test.each([
  [null, { kind: "all" }],
  ["", { kind: "all" }],
  ["sent", { kind: "sent" }],
  ["elsewhere", { kind: "all" }],
  ["/Nora/Old", { kind: "folder", path: "Nora/Old" }],
  ["/Noras/Old", { kind: "all" }],
  ["/Theo", { kind: "all" }],
])("the address says %j", (name, place) => {
  expect(placeOf(name, "Nora")).toEqual(place);
});

test("there and back", () => {
  for (const name of ["", "received", "/Nora/Old & new?"])
    expect(placeName(placeOf(name, "Nora"))).toBe(name);
  expect(placeOf("/Nora/Old", null)).toEqual({ kind: "all" });
});

test.each([
  ["Nora/Sent Media/a.png", "sent"],
  ["Nora/Internal/old/a.png", "internal"],
  ["Nora/Sent Media", null],
  ["Nora/Old/Sent Media/a.png", null],
  ["Theo/Sent Media/a.png", null],
])("%s is %s", (path, direction) => {
  expect(directionIn("Nora", path)).toBe(direction);
});

test("crumbs", () => {
  expect(crumbs("Nora", "Nora/a/b")).toEqual([
    { name: "a", path: "Nora/a" },
    { name: "b", path: "Nora/a/b" },
  ]);
  expect(crumbs("Nora", "Nora")).toEqual([]);
});

test("what lies directly in a folder", () => {
  const rows = ["Nora/Old/a.png", "Nora/Old/deep/b.png", "Nora/Older/c.png", "Nora/d.png"].flatMap(
    (path) => readRow({ path }) ?? [],
  );
  expect(rowsDirectlyIn(rows, "Nora/Old").map(({ path }) => path)).toEqual(["Nora/Old/a.png"]);
});

test("how many are where", () => {
  const rows = ["Nora/a.png", "Nora/Sent Media/b.png", "Nora/Sent Media/c.png", "Nora/Internal/x/d.png"].map(
    (path) => readRow({ path }),
  );
  expect(
    countsOf(
      rows.flatMap((row) => row ?? []),
      "Nora",
    ),
  ).toEqual({ all: 4, sent: 2, received: 0, internal: 1 });
  expect(countsOf([], null)).toEqual({ all: 0, sent: 0, received: 0, internal: 0 });
});
