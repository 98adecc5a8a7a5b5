import { deleteObject, getObject, putObject } from "#lib/nextcloud/objects.ts";
import { readMultistatus } from "#sandbox/read-multistatus.ts";
import type { CloudStudio } from "./test-studio.ts";
import { calendarPath } from "./test-studio.ts";

const utc = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");

/** An event as a calendar app writes it; `more` are further lines of the VEVENT. */
export function cloudEvent(
  uid: string,
  span: { startMs: number; endMs: number },
  more: string[] = [],
): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Test//Calendar app//EN",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    "DTSTAMP:20261120T090000Z",
    `DTSTART:${utc(span.startMs)}`,
    `DTEND:${utc(span.endMs)}`,
    "SUMMARY:Private",
    ...more,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ];
  return lines.join("\r\n");
}

/** Mara writes an event into her calendar. @returns its address */
export async function writeCloudEvent(
  studio: CloudStudio,
  name: string,
  span: { startMs: number; endMs: number },
  more: string[] = [],
): Promise<string> {
  const href = `${calendarPath("mara")}${name}.ics`;
  await replaceCloudObject(studio, href, cloudEvent(name, span, more));
  return href;
}

/** Mara stores a text at an address, whatever is there. */
export async function replaceCloudObject(studio: CloudStudio, href: string, ics: string): Promise<void> {
  const known = await getObject(studio.mara, href);
  const put = await putObject(
    studio.mara,
    href,
    ics,
    known?.etag ? { ifMatch: known.etag } : { ifNoneMatch: "*" },
  );
  if (put.outcome !== "stored") throw new Error(`The cloud did not store it: ${put.outcome}`);
}

/** Mara edits the only event there is. */
export async function editOnlyEvent(studio: CloudStudio, edit: (ics: string) => string): Promise<void> {
  const [event, ...others] = await studio.events();
  if (!event || others.length > 0) throw new Error("There is not exactly one event");
  await replaceCloudObject(studio, event.href, edit(event.ics));
}

export async function deleteCloudEvent(studio: CloudStudio, href: string): Promise<void> {
  const outcome = await deleteObject(studio.mara, href, null);
  if (outcome !== "deleted") throw new Error(`The cloud did not delete it: ${outcome}`);
}

/** Mara moves an event into another of her calendars, as her calendar app does it. */
export async function moveCloudEvent(studio: CloudStudio, fromHref: string, toHref: string): Promise<void> {
  const answer = await studio.cloud.send({
    user: "mara",
    method: "MOVE",
    path: fromHref,
    headers: { Destination: `http://127.0.0.1:${studio.cloud.cloud.port}${toHref}`, Overwrite: "F" },
  });
  if (answer.status !== 201) throw new Error(`The cloud did not move it: ${answer.status} ${answer.body}`);
}

const trashQuery = `<?xml version="1.0"?><c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:">
<d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>`;

/** Mara takes a deleted event out of the trash bin: it is back at its old address. */
export async function restoreCloudEvent(studio: CloudStudio, uid: string): Promise<void> {
  const bin = "/remote.php/dav/calendars/mara/trashbin/";
  const listing = await studio.cloud.send({
    user: "mara",
    method: "REPORT",
    path: `${bin}objects/`,
    headers: { Depth: "1" },
    body: trashQuery,
  });
  if (listing.status !== 207) throw new Error(`The cloud did not list the trash bin: ${listing.status}`);
  const trashed = readMultistatus(listing.body).items.find(({ found }) =>
    found.get("calendar-data")?.text.split("\n").includes(`UID:${uid}`),
  );
  if (!trashed) throw new Error(`The trash bin holds no ${uid}`);
  const answer = await studio.cloud.send({
    user: "mara",
    method: "MOVE",
    path: trashed.href,
    headers: { Destination: `http://127.0.0.1:${studio.cloud.cloud.port}${bin}restore/file` },
  });
  if (answer.status !== 201) throw new Error(`The cloud did not restore it: ${answer.status} ${answer.body}`);
}
