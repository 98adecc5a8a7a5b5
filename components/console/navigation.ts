/** The console's places, by who is signed in. */

export type PersonRole = "artist" | "staff" | "admin";

export type PlaceKey =
  | "dashboard"
  | "schedule"
  | "appointments"
  | "inquiries"
  | "customers"
  | "messenger"
  | "artists"
  | "profile"
  | "services"
  | "calendars"
  | "sync"
  | "users"
  | "consents"
  | "tokens"
  | "webhooks"
  | "integrations"
  | "adminMessenger"
  | "settings";

export interface Place {
  key: PlaceKey;
  href: string;
}

const places: readonly (Place & { roles: readonly PersonRole[] })[] = [
  { key: "dashboard", href: "/dashboard", roles: ["admin", "staff", "artist"] },
  { key: "appointments", href: "/admin/appointments", roles: ["admin", "staff", "artist"] },
  { key: "schedule", href: "/schedule", roles: ["admin", "staff", "artist"] },
  { key: "inquiries", href: "/inquiries", roles: ["admin", "staff", "artist"] },
  { key: "customers", href: "/customers", roles: ["admin", "staff", "artist"] },
  { key: "messenger", href: "/messenger", roles: ["admin", "staff", "artist"] },
  { key: "artists", href: "/admin/artists", roles: ["admin", "staff"] },
  { key: "calendars", href: "/admin/calendars", roles: ["admin", "artist"] },
  { key: "sync", href: "/admin/sync", roles: ["admin", "artist"] },
  { key: "services", href: "/admin/services", roles: ["admin", "staff"] },
  { key: "consents", href: "/admin/consents", roles: ["admin"] },
  { key: "users", href: "/admin/users", roles: ["admin"] },
  { key: "tokens", href: "/admin/tokens", roles: ["admin"] },
  { key: "integrations", href: "/admin/integrations", roles: ["admin"] },
  { key: "adminMessenger", href: "/admin/messenger", roles: ["admin"] },
  { key: "webhooks", href: "/admin/webhooks", roles: ["admin"] },
  { key: "settings", href: "/admin/settings", roles: ["admin"] },
];

/** Where somebody can go, the most used first. `artistId` is theirs if they are an artist. */
export function placesOf(role: PersonRole, artistId: string | null): Place[] {
  const known = places
    .filter(({ roles }) => roles.includes(role))
    .map(({ key, href }): Place => ({ key, href }));
  if (artistId === null) return known;
  return [
    ...known.slice(0, 6),
    { key: "profile", href: `/admin/artists/${encodeURIComponent(artistId)}` },
    ...known.slice(6),
  ];
}

/** True when `path` is the place itself or a page inside it. */
export function isAt(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
