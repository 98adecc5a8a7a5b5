/**
 * The canonical path of an href as servers write it: path only, each segment decoded and encoded again, so that
 * `%40` and `@`, or upper and lower case hex, compare equal. A trailing slash is kept; query and fragment go.
 * `base` is the URL or path a relative href is relative to. An href that names another host gives its path
 * alone: it is only ever asked for at the account's own origin.
 */
export function normaliseHref(href: string, base: string): string {
  if (CANONICAL.test(href)) return href;
  const origin = "http://base.invalid";
  const baseUrl = URL.canParse(base) ? base : new URL(base, origin).href;
  // "//calendars/…" is a path with a doubled slash that some servers write, not a host name.
  const input = href.trim().replace(/^\/{2,}/, "/");
  const url = URL.canParse(input, baseUrl) ? new URL(input, baseUrl) : new URL(encodeURI(input), baseUrl);
  return url.pathname.split("/").map(canonicalSegment).join("/");
}

/** What reads the same however it is written, as nearly every address of a listing of ten thousand does. */
const CANONICAL = /^(?:\/(?!\.)[A-Za-z0-9\-_.~!*'()]+)+\/?$/;

/** The decoded segments of a path, empty ones left out. */
export function pathSegments(path: string): string[] {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => decodeSegment(segment) ?? segment);
}

function canonicalSegment(segment: string): string {
  const decoded = decodeSegment(segment);
  // Not UTF-8: left as it is, but for the case of the hex digits.
  if (decoded === null) return segment.replace(/%[0-9a-f]{2}/gi, (hex) => hex.toUpperCase());
  return encodeURIComponent(decoded);
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
