import { defaultLocale, isLocale, type Locale, localeCookie, negotiateLocale } from "#i18n/locales.ts";

/** The reader's language: their own choice, else what the browser asks for. */
export function requestLocale(request: Request): Locale {
  const cookies = request.headers.get("cookie") ?? "";
  const chosen = new RegExp(`(?:^|;\\s*)${localeCookie}=([^;]*)`).exec(cookies)?.[1];
  if (isLocale(chosen)) return chosen;
  return negotiateLocale(request.headers.get("accept-language")) ?? defaultLocale;
}
