import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { locales } from "#i18n/locales.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sources = globSync(["lib/**/*.ts", "db/**/*.ts"], { cwd: root })
  .filter((path) => !path.endsWith(".test.ts"))
  .map((path) => readFileSync(`${root}${path}`, "utf8"));

/** Each quoted word that one of the patterns catches in the code. */
function words(...patterns: RegExp[]): string[] {
  const found = sources.flatMap((source) =>
    patterns.flatMap((pattern) =>
      [...source.matchAll(pattern)].flatMap(([, code = ""]) =>
        // What is compared with is no word that is written.
        [...code.replaceAll(/[!=]==\s*"\w*"/g, "").matchAll(/"(\w+)"/g)].map(([, word = ""]) => word),
      ),
    ),
  );
  return [...new Set(found)].sort();
}

function consoleWords(locale: string): {
  details: { reasons: Record<string, string> };
  history: { actions: Record<string, string> };
} {
  return JSON.parse(readFileSync(`${root}messages/${locale}/console.json`, "utf8"));
}

/** What changeStatus is told, an appointment's own audit lines, and the reader of calendars. */
const written = words(
  /entity: "appointment"[^;]{0,80}?entityId[^;]{0,60}?\baction: ([^,;}]+)/g,
  /reason: [^,]+,\s+action: ([^,;}]+),\s+template:/g,
  /const actions = (\[[^;]+\]);/g,
  /history\(ctx, appointment, ("\w+")/g,
);
/** Put together while running. */
const joined = ["moved_to_offered", "offer_expired", "rescheduled_and_confirmed"];

test.each(locales)("%s has words for every line of an appointment's history", (locale) => {
  expect(written.length).toBeGreaterThan(20);
  const { actions } = consoleWords(locale).history;
  expect([...written, ...joined].filter((action) => actions[action] === undefined)).toEqual([]);
});

const reasons = words(
  /\bstatusReason: ("\w+")/g,
  /\breason: ("\w+"),\s+action:/g,
  /export const (?:MOVED|NOT_CHOSEN|ALTERNATIVES_OFFERED|DELETED_IN_CALENDAR) = ("\w+")/g,
);

test.each(locales)("%s has words for every reason an appointment ended", (locale) => {
  expect(reasons).toEqual(
    expect.arrayContaining(["alternatives_offered", "by_studio", "moved", "not_chosen"]),
  );
  const said = consoleWords(locale).details.reasons;
  expect(reasons.filter((reason) => said[reason] === undefined)).toEqual([]);
});
