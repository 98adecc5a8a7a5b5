import { describe, expect, test } from "vitest";
import { resolveZone } from "./resolve-zone.ts";
import { windowsZones } from "./windows-zones.ts";
import { civilOf, ianaZone, instantOf, type Zone } from "./zone.ts";

describe("resolveZone", () => {
  test("knows every Windows name, in any case", () => {
    for (const [name, zone] of Object.entries(windowsZones)) {
      expect(ianaZone(zone), `${name}: ${zone}`).not.toBeNull();
      expect(resolveZone(name.toLowerCase())?.offsetAt(0), name).toBe(ianaZone(zone)?.offsetAt(0));
    }
  });

  test.each([
    ["(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"],
    ["(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"],
    ["(GMT-08:00) Pacific Time (US & Canada); Tijuana", "America/Los_Angeles"],
    ["(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna", "Europe/Amsterdam"],
    ["(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Canberra"],
    ["(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi", "Asia/Shanghai"],
    ["/citadel.org/20070227_1/Europe/Berlin", "Europe/Berlin"],
    ["EST5EDT", "America/New_York"],
  ])("%s is %s", (name, zone) => {
    for (const instant of [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)])
      expect(resolveZone(name)?.offsetAt(instant)).toBe(ianaZone(zone)?.offsetAt(instant));
  });

  test.each([
    "",
    "Nowhere",
    "CST",
    "BST",
    "IST",
    "Customized Time Zone",
    "tzone://Microsoft/Custom",
    "x".repeat(1_000),
  ])("%s is none", (name) => {
    expect(resolveZone(name)).toBeNull();
  });
});

describe("instantOf", () => {
  const zones = [
    "Europe/Vienna",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Asia/Kolkata",
  ];

  test.each(zones)(
    "is the inverse of civilOf in %s, except in the second pass of a repeated hour",
    (name) => {
      const zone = known(name);
      for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 1_800_000) {
        const back = instantOf(civilOf(instant, zone), zone);
        const repeated = zone.offsetAt(instant - 3_600_000) > zone.offsetAt(instant);
        if (repeated) expect(back).toBeLessThanOrEqual(instant);
        else expect(back).toBe(instant);
      }
    },
  );

  test("a day that a zone left out", () => {
    // Samoa went from the end of December 29, 2011 to December 31.
    expect(instantOf(Date.UTC(2011, 11, 30, 12), known("Pacific/Apia"))).toBe(Date.UTC(2011, 11, 30, 22));
  });
});

function known(name: string): Zone {
  const zone = ianaZone(name);
  if (!zone) throw new Error(`${name} is unknown`);
  return zone;
}
