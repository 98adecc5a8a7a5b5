/** Where a Nextcloud is, and who signs in to it. `password` is an app password wherever one can be had. */
export interface NextcloudAccount {
  /** Such as `https://cloud.example.org` or, under a subpath, `https://example.org/cloud`. */
  baseUrl: string;
  username: string;
  password: string;
  /** Path of all calendars below the base URL; Nextcloud's own is `/remote.php/dav/calendars`. */
  calendarBasePath: string;
}

const DEFAULT_CALENDAR_BASE_PATH = "/remote.php/dav/calendars";

/** The path of the base URL without a trailing slash: `""` or, for a subpath installation, `/cloud`. */
export function basePathOf(baseUrl: string): string {
  return new URL(baseUrl).pathname.replace(/\/+$/, "");
}

/** Joins a path written relative to the installation under its subpath; one that already carries it is kept. */
export function joinUnderBase(baseUrl: string, path: string): string {
  const base = basePathOf(baseUrl);
  const absolute = `/${path.replace(/^\/+/, "")}`;
  return base === "" || absolute === base || absolute.startsWith(`${base}/`)
    ? absolute
    : `${base}${absolute}`;
}

/** Path of all calendars, with a trailing slash. */
export function calendarRootPath(account: Pick<NextcloudAccount, "baseUrl" | "calendarBasePath">): string {
  const path = account.calendarBasePath.trim() || DEFAULT_CALENDAR_BASE_PATH;
  return `${joinUnderBase(account.baseUrl, path).replace(/\/+$/, "")}/`;
}

/** Path of the account's own calendars, with a trailing slash. */
export function calendarHomePath(
  account: Pick<NextcloudAccount, "baseUrl" | "calendarBasePath" | "username">,
): string {
  return `${calendarRootPath(account)}${encodeURIComponent(account.username)}/`;
}
