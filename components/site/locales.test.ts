import { expect, test } from "vitest";
import { isLocale, localeOfPath, negotiateLocale } from "#i18n/locales.ts";

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

test.each([
  ["/embed/booking/auto_lang-de/mara/fine-line", "de"],
  ["/embed/requested/dark_accent-d0472b_lang-en", "en"],
  ["/embed/booking/auto_lang-fr", null],
  ["/embed/booking/auto_lang-den", null],
  ["/embed/booking/auto/x_lang-de", null],
  ["/book/auto_lang-de", null],
])("the address %s asks for %s", (path, locale) => {
  expect(localeOfPath(path)).toBe(locale);
});

test("only what we speak is a locale", () => {
  expect([isLocale("de"), isLocale("DE"), isLocale(undefined), isLocale("__proto__")]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
