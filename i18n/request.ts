import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { loadMessages } from "./load-messages.ts";
import { addressLocaleHeader, isLocale, localeCookie, negotiateLocale } from "./locales.ts";

/** The language of a request: what the address of a frame asks for, else the reader's own choice, else what the browser asks for, else the studio's. */
export default getRequestConfig(async () => {
  const asked = (await headers()).get(addressLocaleHeader);
  const chosen = isLocale(asked) ? asked : (await cookies()).get(localeCookie)?.value;
  const locale = isLocale(chosen)
    ? chosen
    : (negotiateLocale((await headers()).get("accept-language")) ??
      (await studioSettings(await pageContext())).locale);
  // Every time shown names its zone itself; this only keeps server and browser from guessing differently.
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
