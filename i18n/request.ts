import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "./load-messages.ts";
import { defaultLocale, isLocale, localeCookie, negotiateLocale } from "./locales.ts";

/** The language of a request: the reader's own choice, else what the browser asks for, else English. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const locale = isLocale(chosen)
    ? chosen
    : (negotiateLocale((await headers()).get("accept-language")) ?? defaultLocale);
  // Every time shown names its zone itself; this only keeps server and browser from guessing differently.
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
