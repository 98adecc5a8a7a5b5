import { Children, createElement, Fragment, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import theirs from "use-intl/format-message";
import { describe, expect, test } from "vitest";
import { compileMessages } from "./compile-messages.ts";
import formatMessage from "./format-message.ts";
import { loadMessages } from "./load-messages.ts";
import { locales } from "./locales.ts";

function flatten(value: unknown, prefix: string): [string, string][] {
  if (typeof value === "string") return [[prefix, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, prefix ? `${prefix}.${key}` : key));
}

/** Values for every name a message might use: a word where one is read, a number where one is counted. */
function valuesFor(message: string, count: number, choice: string): Record<string, never> {
  const values: Record<string, unknown> = {};
  for (const [, name = "", kind] of message.matchAll(/\{\s*(\w+)\s*(?:,\s*(\w+))?/g))
    values[name] =
      kind === "plural" || kind === "number"
        ? count
        : kind === "select"
          ? choice
          : (values[name] ?? `«${name}»`);
  for (const [, name = ""] of message.matchAll(/<(\w+)>/g))
    values[name] = (children: ReactNode) => createElement("b", null, Children.toArray(children));
  return values as Record<string, never>;
}

const html = (node: ReactNode) => renderToStaticMarkup(createElement(Fragment, null, Children.toArray(node)));

describe.each(locales)("%s", (locale) => {
  test("every message reads as the whole library would write it", async () => {
    const messages = flatten(await loadMessages(locale), "");
    expect(messages.length).toBeGreaterThan(500);
    for (const [key, message] of messages)
      for (const count of [0, 1, 2, 21, 1234])
        for (const choice of ["yes", "no", "customer"]) {
          const values = valuesFor(message, count, choice);
          expect(
            html(formatMessage(key, message, values, options(locale))),
            `${key} with ${count}, ${choice}`,
          ).toBe(html(theirs(key, message, values, options(locale))));
        }
  });
});

test.each([
  ["{count, plural, =0 {none} one {# time} other {# times}} for {name}", "1,234 times for Nora"],
  ["'{reference}' stays, and it''s for {name}", "{reference} stays, and it's for Nora"],
  ["'{reference}' stays", "{reference} stays"],
  ["it''s", "it's"],
])("%s compiled for the browser and compiled here read the same", (message, words) => {
  const compiled = compileMessages({ group: { message } }).group;
  const sent = typeof compiled === "object" ? compiled.message : undefined;
  if (!Array.isArray(sent) && typeof sent !== "string") throw new Error("nothing compiled");
  const values = { name: "Nora", count: 1234 };
  for (const form of [message, sent]) expect(formatMessage("key", form, values, options("en"))).toBe(words);
});

function caches() {
  return {
    dateTime: {},
    number: {},
    message: {},
    relativeTime: {},
    pluralRules: {},
    list: {},
    displayNames: {},
  };
}

function formatters(): Parameters<typeof theirs>[3]["formatters"] {
  return {
    getDateTimeFormat: (...args) => new Intl.DateTimeFormat(...args),
    getNumberFormat: (...args) => new Intl.NumberFormat(...args),
    getPluralRules: (...args) => new Intl.PluralRules(...args),
    getRelativeTimeFormat: (...args) => new Intl.RelativeTimeFormat(...args),
    getListFormat: (...args) => new Intl.ListFormat(...args),
    getDisplayNames: (...args) => new Intl.DisplayNames(...args),
  };
}

function options(locale: string): Parameters<typeof theirs>[3] {
  return { locale, cache: caches(), formatters: formatters() };
}
