import { deleteObject, getObject, putObject } from "#lib/nextcloud/objects.ts";
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
