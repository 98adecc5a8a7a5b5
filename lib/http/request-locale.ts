import {
  defaultLocale,
  isLocale,
  type Locale,
  localeCookie,
  localeOfPath,
  negotiateLocale,
} from "#i18n/locales.ts";

/** The reader's language: that of the frame they write in, else their own choice, else what the browser asks for. */
export function requestLocale(request: Request): Locale {
  const referrer = request.headers.get("referer") ?? "";
  const asked = URL.canParse(referrer) ? localeOfPath(new URL(referrer).pathname) : null;
  if (asked) return asked;
  const cookies = request.headers.get("cookie") ?? "";
  const chosen = new RegExp(`(?:^|;\\s*)${localeCookie}=([^;]*)`).exec(cookies)?.[1];
  if (isLocale(chosen)) return chosen;
  return negotiateLocale(request.headers.get("accept-language")) ?? defaultLocale;
}
