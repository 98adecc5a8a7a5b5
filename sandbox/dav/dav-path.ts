import { badRequest } from "./dav-error.ts";

/** Where Nextcloud serves DAV. */
export const davRoot = "/remote.php/dav";

const rawCharacters = /[A-Za-z0-9_\-.~()@:]/;

/** One path segment as sabre/dav writes it in hrefs: lower-case hex, `@` and `:` raw. */
export function encodeSegment(segment: string): string {
  let encoded = "";
  for (const character of segment) {
    if (rawCharacters.test(character)) encoded += character;
    else
      for (const byte of Buffer.from(character, "utf8")) encoded += `%${byte.toString(16).padStart(2, "0")}`;
  }
  return encoded;
}

/** The decoded segments of a path below the DAV root, without empty ones. Throws 400 on a broken escape. */
export function davSegments(path: string): string[] {
  try {
    return path
      .slice(davRoot.length)
      .split("/")
      .filter((segment) => segment !== "")
      .map((segment) => decodeURIComponent(segment));
  } catch {
    throw badRequest("The path holds a broken escape");
  }
}

/** What a path of the calendar tree names. */
export type DavPath =
  | { kind: "root" }
  | { kind: "principals" }
  | { kind: "principal"; user: string }
  | { kind: "homes" }
  | { kind: "home"; user: string }
  | { kind: "calendar"; user: string; uri: string }
  | { kind: "object"; user: string; uri: string; name: string }
  | { kind: "unknown"; name: string };

/** Reads a path such as `/remote.php/dav/calendars/mara/personal/a.ics`; a trailing slash makes no difference. */
export function parseDavPath(path: string): DavPath {
  const [tree, first, second, third, ...rest] = davSegments(path);
  if (tree === undefined) return { kind: "root" };
  if (tree === "principals") {
    if (first === undefined || (first === "users" && second === undefined)) return { kind: "principals" };
    if (first === "users" && second !== undefined && third === undefined)
      return { kind: "principal", user: second };
    return { kind: "unknown", name: third ?? first };
  }
  if (tree !== "calendars") return { kind: "unknown", name: tree };
  if (first === undefined) return { kind: "homes" };
  if (second === undefined) return { kind: "home", user: first };
  if (third === undefined) return { kind: "calendar", user: first, uri: second };
  return { kind: "object", user: first, uri: second, name: [third, ...rest].join("/") };
}

export const principalHref = (user: string) => `${davRoot}/principals/users/${encodeSegment(user)}/`;
export const homeHref = (user: string) => `${davRoot}/calendars/${encodeSegment(user)}/`;
export const calendarHref = (user: string, uri: string) => `${homeHref(user)}${encodeSegment(uri)}/`;
export const objectHref = (user: string, uri: string, name: string) =>
  calendarHref(user, uri) + name.split("/").map(encodeSegment).join("/");
