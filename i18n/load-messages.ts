import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { AbstractIntlMessages } from "next-intl";
import type { Locale } from "./locales.ts";

const cache = new Map<Locale, Promise<AbstractIntlMessages>>();

/** All words of a language: each file `messages/<locale>/<name>.json` is the namespace `<name>`. Read once in production. */
export function loadMessages(locale: Locale): Promise<AbstractIntlMessages> {
  const known = process.env.NODE_ENV === "production" ? cache.get(locale) : undefined;
  if (known) return known;
  const loading = readAll(locale);
  cache.set(locale, loading);
  loading.catch(() => cache.delete(locale));
  return loading;
}

async function readAll(locale: Locale): Promise<AbstractIntlMessages> {
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), "messages", locale);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const entries = await Promise.all(
    names.map(
      async (name): Promise<[string, AbstractIntlMessages]> => [
        name.slice(0, -".json".length),
        JSON.parse(await readFile(path.join(folder, name), "utf8")),
      ],
    ),
  );
  return Object.fromEntries(entries);
}
