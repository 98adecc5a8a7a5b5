/** XML namespaces of WebDAV, CalDAV and their common extensions. */
export const NS = {
  dav: "DAV:",
  caldav: "urn:ietf:params:xml:ns:caldav",
  calendarServer: "http://calendarserver.org/ns/",
  apple: "http://apple.com/ns/ical/",
  owncloud: "http://owncloud.org/ns",
  nextcloud: "http://nextcloud.org/ns",
} as const;
