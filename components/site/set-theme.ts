"use server";

import { cookies } from "next/headers";
import { parseTheme, themeCookie } from "./theme.ts";

/** Stores the theme chosen in the field `theme` for a year; `system` forgets it. */
export async function setTheme(form: FormData): Promise<void> {
  const theme = parseTheme(form.get("theme"));
  const jar = await cookies();
  if (theme === "system") jar.delete(themeCookie);
  else jar.set(themeCookie, theme, { path: "/", maxAge: 31_536_000, sameSite: "lax" });
}
