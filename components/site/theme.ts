import type { Theme } from "#components/ui/theme-control.tsx";

export const themeCookie = "parlour-theme";

/** The theme a cookie names; anything else means what the device says. */
export function parseTheme(value: unknown): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
