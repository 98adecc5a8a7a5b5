import { expect, test } from "vitest";
import { isLocale, negotiateLocale } from "#i18n/locales.ts";

test.each([
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["fr, en;q=0.4, de;q=0.7", "de"],
  ["EN-us", "en"],
  ["de;q=0, en;q=0.1", "en"],
  ["fr,it", null],
  ["", null],
  [null, null],
  [",;q=,,;;", null],
])("Accept-Language %s means %s", (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale);
});

test("only what we speak is a locale", () => {
  expect([isLocale("de"), isLocale("DE"), isLocale(undefined), isLocale("__proto__")]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
