export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";
export const localeCookie = "parlour-locale";

/** Each language in its own words, for the switch. */
export const languages: readonly { locale: Locale; name: string }[] = [
  { locale: "en", name: "English" },
  { locale: "de", name: "Deutsch" },
];

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** What proxy.ts tells a page of the language its own address asks for. */
export const addressLocaleHeader = "x-parlour-locale";

/** The language that the address of a form in another site's frame asks for (components/embed/look.ts). */
export function localeOfPath(path: string): Locale | null {
  const asked = /^\/embed\/\w+\/[^/]*_lang-([a-z]{2})(?=[_/]|$)/.exec(path)?.[1];
  return isLocale(asked) ? asked : null;
}

/**
 * The first language of an `Accept-Language` header that we speak, by weight (RFC 9110, 12.5.4); null when none is.
 * Reads at most the first 20 entries.
 */
export function negotiateLocale(header: string | null | undefined): Locale | null {
  const wanted = (header ?? "")
    .slice(0, 500)
    .split(",", 20)
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return null;
}
