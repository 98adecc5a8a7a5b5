import type { Scope } from "#lib/auth/scopes.ts";

/** Areas of scopes in the order in which people choose them. */
export const SCOPE_AREAS = [
  "appointments",
  "customers",
  "files",
  "studio",
  "talk",
  "integrations",
  "messenger",
] as const;
export type ScopeArea = (typeof SCOPE_AREAS)[number];

/** What people choose from first; `choose` opens the single areas. */
export const SCOPE_PRESETS = ["everything", "read", "bookings", "choose"] as const;
export type ScopePreset = (typeof SCOPE_PRESETS)[number];

type Level = "none" | "read" | "write";
export type ScopeChoice = { preset: ScopePreset; levels: Record<ScopeArea, Level> };

export const FIRST_CHOICE: ScopeChoice = {
  preset: "read",
  levels: {
    appointments: "read",
    customers: "none",
    files: "none",
    studio: "none",
    talk: "none",
    integrations: "none",
    messenger: "none",
  },
};

/** What is sent for a choice: null is everything its maker may do. */
export function scopesOfChoice({ preset, levels }: ScopeChoice): Scope[] | null {
  if (preset === "everything") return null;
  if (preset === "read") return SCOPE_AREAS.map((area): Scope => `${area}:read`);
  if (preset === "bookings") return ["appointments:read", "appointments:write"];
  return SCOPE_AREAS.flatMap((area): Scope[] => {
    const level = levels[area];
    if (level === "none") return [];
    return level === "read" ? [`${area}:read`] : [`${area}:read`, `${area}:write`];
  });
}

/** What a token may at most in each area it may anything in. */
export function levelsOfScopes(scopes: readonly string[]): { area: ScopeArea; level: "read" | "write" }[] {
  return SCOPE_AREAS.flatMap((area): { area: ScopeArea; level: "read" | "write" }[] => {
    if (scopes.includes(`${area}:write`)) return [{ area, level: "write" }];
    return scopes.includes(`${area}:read`) ? [{ area, level: "read" }] : [];
  });
}
