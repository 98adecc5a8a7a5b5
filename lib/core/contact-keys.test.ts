import { describe, expect, test } from "vitest";
import { emailKey, phoneKey, readPhone, samePhone } from "./contact-keys.ts";

describe("numbers that are one", () => {
  test.each([
    ["+43 660 1234567", "0660/1234567"],
    ["+43 660 1234567", "0043 660 1234567"],
    ["0660/1234567", "0043 660 1234567"],
    ["+43 (0)660 1234567", "0660 123 45 67"],
    ["(+43) 660-1234567", "+436601234567"],
    ["0043 (0) 660 1234567", "+43 660 1234567"],
    ["6601234567", "+43 660 1234567"],
    ["436601234567", "+43 660 1234567"],
    ["+49 30 12345678", "030 12345678"],
    ["+1 (212) 555-0123", "+12125550123"],
    ["＋４３ 660 1234567", "06601234567"],
  ])("%s and %s", (a, b) => {
    expect(samePhone(a, b)).toBe(true);
    expect(samePhone(b, a)).toBe(true);
    // They are looked up by the key, so it must be one too.
    expect(phoneKey(a)).toBe(phoneKey(b));
  });
});

describe("numbers that are two", () => {
  test.each([
    ["+43 660 1234567", "+49 660 1234567"],
    ["+43 660 1234567", "0660/1234568"],
    ["0660/1234567", "01660/1234567"],
    ["+43 660 1234567", "660/12345"],
    ["123", "123"],
    ["1450", "0660 1234 1450"],
    ["+43 1 234", "+43 1 234"],
    ["12345678", "0012345678"],
    ["+99999 601234567", "0601234567"],
    ["", ""],
  ])("%s and %s", (a, b) => {
    expect(samePhone(a, b)).toBe(false);
    expect(samePhone(b, a)).toBe(false);
  });
});

test.each([
  ["+43 660 1234567", "international", "436601234567"],
  ["0043660 1234567", "international", "436601234567"],
  ["0660/1234567", "national", "6601234567"],
  ["660 12", "unknown", "66012"],
  ["no number", "unknown", ""],
])("%s is %s", (phone, kind, digits) => {
  expect(readPhone(phone)).toEqual({ kind, digits });
});

test.each([
  ["", ""],
  ["0", ""],
  ["12345678", ""],
  ["123456789", "123456789"],
  [`+${"1".repeat(20)}`, "111111111"],
  [`+${"1".repeat(21)}`, ""],
  ["9".repeat(200_000), ""],
])("the key of %.40s", (phone, key) => {
  expect(phoneKey(phone)).toBe(key);
});

test.each([
  [" Lena.Hofer@Example.ORG ", "lena.hofer@example.org"],
  ["lena+tattoo@gmail.com", "lena+tattoo@gmail.com"],
  ["mu\u0308ller@example.org", "m\u00fcller@example.org"],
  ["  ", ""],
])("the key of %s", (email, key) => {
  expect(emailKey(email)).toBe(key);
});
