export const davNs = "DAV:";
export const caldavNs = "urn:ietf:params:xml:ns:caldav";
export const calendarServerNs = "http://calendarserver.org/ns/";
export const ownCloudNs = "http://owncloud.org/ns";
export const nextcloudNs = "http://nextcloud.org/ns";
/** What Nextcloud's calendar trash bin uses: `.com`, unlike the rest. */
export const nextcloudComNs = "http://nextcloud.com/ns";
export const appleNs = "http://apple.com/ns/ical/";

/** The prefixes Nextcloud declares on `<d:multistatus>`; every other namespace is declared where it is used. */
export const declaredPrefixes: ReadonlyMap<string, string> = new Map([
  [davNs, "d"],
  ["http://sabredav.org/ns", "s"],
  [caldavNs, "cal"],
  [calendarServerNs, "cs"],
  [ownCloudNs, "oc"],
  [nextcloudNs, "nc"],
]);
