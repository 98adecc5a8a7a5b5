import { expect, test } from "vitest";
import { moneyWords } from "./money-words.ts";
import { readersZone } from "./readers-zone.ts";
import { whoBits, whoOf } from "./who-bits.ts";
import { allZones, findZone } from "./zone-name.ts";

test("who could take a time, there and back", () => {
  const artists = ["mara", "theo", "june"];
  expect(whoOf(artists, whoBits(artists, ["june", "mara"]))).toEqual(["mara", "june"]);
  expect(whoBits(artists, ["somebody-else"])).toBe(0);
  expect(whoOf(artists, 0)).toEqual([]);
});

test("the 32nd artist of a studio is not taken for another", () => {
  const many = Array.from({ length: 40 }, (_, index) => `artist-${index}`);
  expect(whoBits(many, ["artist-32"])).toBe(0);
  expect(whoOf(many, whoBits(many, ["artist-30"]))).toEqual(["artist-30"]);
});

test.each([
  [5000, "EUR", "en", "€50"],
  [4950, "EUR", "en", "€49.50"],
  [5000, "EUR", "de", "€ 50"],
  [5000, "JPY", "en", "JP¥5,000"],
])("%i of %s in %s is %s", (amount, currency, locale, words) => {
  expect(moneyWords(amount, currency, locale).replaceAll("\u00a0", " ")).toBe(words);
});

test.each([
  ["Europe/Vienna", "Europe/Vienna"],
  ["europe/vienna", "Europe/Vienna"],
  ["Wien", "Europe/Vienna"],
  ["zürich", "Europe/Zurich"],
  ["zurich", "Europe/Zurich"],
  ["New York", "America/New_York"],
  ["new_york", "America/New_York"],
  [" Auckland ", "Pacific/Auckland"],
  ["UTC", "UTC"],
  ["Mars/Base", null],
  ["+01:00", null],
  ["", null],
  ["x".repeat(100), null],
  ["<script>", null],
])("“%s” means the zone %s", (text, zone) => {
  expect(findZone(text)).toBe(zone);
});

test("every zone can be found by its own name and by its city", () => {
  for (const zone of allZones()) {
    expect(findZone(zone)).toBe(zone);
    const city = zone.split("/").at(-1)?.replaceAll("_", " ") ?? "";
    expect(findZone(city), city).not.toBeNull();
  }
});

const nowMs = Date.parse("2026-11-20T12:00:00Z");

test("times are in the reader's zone where its clock is another at any time of the year", () => {
  expect(readersZone("Pacific/Auckland", "Europe/Vienna", nowMs)).toBe("Pacific/Auckland");
  // The same in winter, not in summer.
  expect(readersZone("Africa/Lagos", "Europe/Vienna", nowMs)).toBe("Africa/Lagos");
  expect(readersZone("Europe/Berlin", "Europe/Vienna", nowMs)).toBe("Europe/Vienna");
  expect(readersZone(null, "Europe/Vienna", nowMs)).toBe("Europe/Vienna");
});
