/** The console's places, by who is signed in. */

export type PersonRole = "artist" | "staff" | "admin";

export type PlaceKey =
  | "dashboard"
  | "appointments"
  | "customers"
  | "artists"
  | "profile"
  | "services"
  | "calendars"
  | "sync"
  | "users"
  | "tokens"
  | "settings";

export interface Place {
  key: PlaceKey;
  href: string;
}

const places: readonly (Place & { roles: readonly PersonRole[] })[] = [
  { key: "dashboard", href: "/dashboard", roles: ["admin", "staff", "artist"] },
  { key: "appointments", href: "/admin/appointments", roles: ["admin", "staff", "artist"] },
  { key: "customers", href: "/customers", roles: ["admin", "staff", "artist"] },
  { key: "artists", href: "/admin/artists", roles: ["admin", "staff"] },
  { key: "calendars", href: "/admin/calendars", roles: ["admin", "artist"] },
  { key: "sync", href: "/admin/sync", roles: ["admin", "artist"] },
  { key: "services", href: "/admin/services", roles: ["admin", "staff"] },
  { key: "users", href: "/admin/users", roles: ["admin"] },
  { key: "tokens", href: "/admin/tokens", roles: ["admin"] },
  { key: "settings", href: "/admin/settings", roles: ["admin"] },
];

/** Where somebody can go, the most used first. `artistId` is theirs if they are an artist. */
export function placesOf(role: PersonRole, artistId: string | null): Place[] {
  const known = places
    .filter(({ roles }) => roles.includes(role))
    .map(({ key, href }): Place => ({ key, href }));
  if (artistId === null) return known;
  return [
    ...known.slice(0, 3),
    { key: "profile", href: `/admin/artists/${encodeURIComponent(artistId)}` },
    ...known.slice(3),
  ];
}

/** True when `path` is the place itself or a page inside it. */
export function isAt(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
