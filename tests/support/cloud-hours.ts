import type { CloudStudio } from "./test-studio.ts";

/** An AVAILABLE component; `lines` such as `DTSTART;TZID=Europe/Vienna:20261201T100000`. */
export const available = (uid: string, ...lines: string[]) => [
  "BEGIN:AVAILABLE",
  `UID:${uid}`,
  ...lines,
  "END:AVAILABLE",
];

/** An Availability text as Nextcloud keeps it, of one VAVAILABILITY. */
export const availabilityText = (...lines: string[]) =>
  [
    "BEGIN:VCALENDAR",
    "PRODID:Nextcloud DAV app",
    "BEGIN:VAVAILABILITY",
    ...lines,
    "END:VAVAILABILITY",
    "END:VCALENDAR",
  ].join("\r\n");

/** Every weekday named (`TU,WE`) between two clock times (`HHMM`) in Vienna. */
export const viennaHours = (weekdays: string, from: string, to: string) =>
  available(
    `${weekdays}-${from}`,
    `DTSTART;TZID=Europe/Vienna:20261124T${from}00`,
    `DTEND;TZID=Europe/Vienna:20261124T${to}00`,
    `RRULE:FREQ=WEEKLY;BYDAY=${weekdays}`,
  );

/** Mara (or Theo) sets working hours in Nextcloud's Availability settings, or with null takes them away. */
export async function setCloudHours(
  studio: Pick<CloudStudio, "cloud">,
  text: string | null,
  user: "mara" | "theo" = "mara",
): Promise<void> {
  const escaped = (text ?? "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\r", "&#13;");
  const property = `<d:prop><c:calendar-availability>${escaped}</c:calendar-availability></d:prop>`;
  const change = text === null ? `<d:remove>${property}</d:remove>` : `<d:set>${property}</d:set>`;
  const answer = await studio.cloud.send({
    user,
    method: "PROPPATCH",
    path: `/remote.php/dav/calendars/${user}/inbox/`,
    headers: { "Content-Type": "application/xml; charset=utf-8" },
    body: `<?xml version="1.0"?><d:propertyupdate xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${change}</d:propertyupdate>`,
  });
  if (answer.status !== 207)
    throw new Error(`The cloud did not take the hours: ${answer.status} ${answer.body}`);
}
