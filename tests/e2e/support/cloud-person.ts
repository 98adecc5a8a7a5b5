import { putEvent } from "./cloud.ts";

/** What a person sets in their own Nextcloud besides events: working hours, and what nobody else may see. */

function send(user: string, method: string, href: string, contentType: string, body: string) {
  return fetch(`${process.env.PARLOUR_CLOUD_URL ?? ""}${href}`, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(`${user}:parlour-demo`).toString("base64")}`,
      "Content-Type": contentType,
    },
    body,
  });
}

/** Sets the Availability settings; null empties them. */
export async function setAvailability(user: string, text: string | null): Promise<void> {
  const escaped = (text ?? "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\r", "&#13;");
  const property = `<d:prop><c:calendar-availability>${escaped}</c:calendar-availability></d:prop>`;
  const change = text === null ? `<d:remove>${property}</d:remove>` : `<d:set>${property}</d:set>`;
  const body = `<d:propertyupdate xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${change}</d:propertyupdate>`;
  const inbox = `/remote.php/dav/calendars/${user}/inbox/`;
  const answer = await send(user, "PROPPATCH", inbox, "application/xml; charset=utf-8", body);
  if (answer.status !== 207) throw new Error(`setting the hours answered ${answer.status}`);
}

/** Weekly hours in Vienna (`HHMM`) on weekdays such as `TU,WE`, and a day (`YYYYMMDD`) with hours of its own. */
export function availabilityOf(weekdays: string, from: string, to: string, extraDay?: string): string {
  const available = (uid: string, day: string, more: string[] = []) => [
    "BEGIN:AVAILABLE",
    `UID:${uid}`,
    `DTSTART;TZID=Europe/Vienna:${day}T${from}00`,
    `DTEND;TZID=Europe/Vienna:${day}T${to}00`,
    ...more,
    "END:AVAILABLE",
  ];
  return [
    "BEGIN:VCALENDAR",
    "PRODID:Nextcloud DAV app",
    "BEGIN:VAVAILABILITY",
    ...available("weekly", "20260105", [`RRULE:FREQ=WEEKLY;BYDAY=${weekdays}`]),
    ...(extraDay ? available("extra", extraDay) : []),
    "END:VAVAILABILITY",
    "END:VCALENDAR",
  ].join("\r\n");
}

/** An event that only its owner sees, in the person's own `personal` calendar. */
export async function putPrivateEvent(
  user: string,
  event: { uid: string; startMs: number; endMs: number },
): Promise<void> {
  await putEvent(user, { ...event, summary: "Doctor" }, ["CLASS:PRIVATE"]);
}
