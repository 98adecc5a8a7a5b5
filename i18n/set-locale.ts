"use server";

import { cookies } from "next/headers";
import { isLocale, localeCookie } from "./locales.ts";

/** Stores the language chosen in the field `locale` for a year; anything we do not speak is ignored. */
export async function setLocale(form: FormData): Promise<void> {
  const locale = form.get("locale");
  if (!isLocale(locale)) return;
  (await cookies()).set(localeCookie, locale, { path: "/", maxAge: 31_536_000, sameSite: "lax" });
}
