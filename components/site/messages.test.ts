import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { locales } from "#i18n/locales.ts";
import { SCOPE_AREAS } from "#lib/users/scope-choice.ts";

/** Every message of a language as `namespace.key` → text. */
function flatten(value: unknown, prefix = ""): [string, string][] {
  if (typeof value === "string") return [[prefix, value]];
  if (typeof value !== "object" || value === null) throw new Error(`${prefix} is neither text nor group`);
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, prefix ? `${prefix}.${key}` : key));
}

function messagesOf(locale: string): Map<string, string> {
  const folder = new URL(`../../messages/${locale}/`, import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return new Map(
    files.flatMap((name) =>
      flatten(JSON.parse(readFileSync(new URL(name, folder), "utf8")), name.slice(0, -5)),
    ),
  );
}

/** The names a message expects: `{artist}`, `{count, plural, …}`, `<together>`. */
function placeholders(text: string): string[] {
  return [
    ...new Set([...text.matchAll(/\{(\w+)\s*[,}]|<(\w+)>/g)].map((match) => match[1] ?? match[2] ?? "")),
  ].sort();
}

const english = messagesOf("en");

test.each(SCOPE_AREAS)("what a token may do about %s has words", (area) => {
  for (const key of [`area.${area}`, `short.${area}`])
    expect(english.get(`webhooks.scopes.${key}`), key).toBeTruthy();
});

test.each(locales)(
  "%s says everything English says, with the same placeholders, and nothing more",
  (locale) => {
    const messages = messagesOf(locale);
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of messages) {
      expect(text.trim(), key).not.toBe("");
      // Plural branches hold free words in braces; the names before them are what counts.
      const bare = (value: string) =>
        placeholders(value.replaceAll(/(\b(one|other|few|many|zero)|=\d+)\s*\{[^{}]*\}/g, ""));
      expect(bare(text), key).toEqual(bare(english.get(key) ?? ""));
    }
    expect(messages.size).toBeGreaterThan(150);
  },
);
