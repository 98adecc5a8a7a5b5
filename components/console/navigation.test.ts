import { expect, test } from "vitest";
import { isAt, placesOf } from "./navigation.ts";

test("everybody sees the places that are for them", () => {
  const keys = (role: "artist" | "staff" | "admin", artistId: string | null) =>
    placesOf(role, artistId).map(({ key }) => key);
  expect(keys("artist", "mara")).toEqual([
    "dashboard",
    "appointments",
    "schedule",
    "inquiries",
    "customers",
    "messenger",
    "profile",
    "calendars",
    "sync",
  ]);
  expect(keys("staff", null)).toEqual([
    "dashboard",
    "appointments",
    "schedule",
    "inquiries",
    "customers",
    "messenger",
    "artists",
    "services",
  ]);
  expect(keys("admin", null)).toContain("settings");
  expect(placesOf("artist", "mara")[6]?.href).toBe("/admin/artists/mara");
});

test("a page inside a place belongs to it, a name that only begins alike does not", () => {
  expect(isAt("/admin/artists/mara", "/admin/artists")).toBe(true);
  expect(isAt("/admin/artists-of-old", "/admin/artists")).toBe(false);
});
