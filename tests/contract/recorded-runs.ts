import { UpstreamError } from "#lib/core/errors.ts";
import { listCalendars, readCalendar } from "#lib/nextcloud/calendars.ts";
import { expectMultistatus } from "#lib/nextcloud/dav-request.ts";
import { pathSegments } from "#lib/nextcloud/href.ts";
import { listEtags } from "#lib/nextcloud/list-etags.ts";
import { parseMultistatus, propOf } from "#lib/nextcloud/multistatus.ts";
import { NS } from "#lib/nextcloud/namespaces.ts";
import { deleteObject, putObject } from "#lib/nextcloud/objects.ts";
import { readFreeBusy } from "#lib/nextcloud/outbox-free-busy.ts";
import { readAvailability } from "#lib/nextcloud/read-availability.ts";
import { syncCollection } from "#lib/nextcloud/sync-collection.ts";
import { createTransport, type Transport } from "#lib/nextcloud/transport.ts";
import type { Recording } from "./replay-server.ts";

/** A call of the client for the path of a recording. */
export type Run = (transport: Transport, path: string, recording: Recording) => Promise<unknown>;

/** Runs the call against the server that plays the recording; a failure becomes plain data. */
export async function conclude(recording: Recording, serverUrl: string, run: Run): Promise<unknown> {
  const transport = createTransport({
    baseUrl: serverUrl,
    username: recording.request.auth ?? "anna",
    password: "pw",
    calendarBasePath: "/remote.php/dav/calendars",
  });
  return run(transport, recording.request.path, recording).catch((error: unknown) => {
    if (!(error instanceof UpstreamError)) throw error;
    return { kind: error.kind, reason: error.reason, status: error.status, retryable: error.retryable };
  });
}

export const put: Run = (transport, path, { request }) =>
  putObject(transport, path, request.body, { ifNoneMatch: "*" });
export const replace: Run = (transport, path, { request }) =>
  putObject(transport, path, request.body, { ifMatch: '"0000"' });
export const remove: Run = (transport, path) => deleteObject(transport, path, null);
export const list: Run = (transport) => listCalendars(transport);
export const read: Run = (transport, path) => readCalendar(transport, path);
export const etags: Run = (transport, path) => listEtags(transport, path);
export const changesSince =
  (token: string | null): Run =>
  (transport, path) =>
    syncCollection(transport, path, token);
/** The lines of the working hours that say when. */
export const hours: Run = async (transport, path) => {
  const read = await readAvailability(transport, pathSegments(path).at(-2) ?? "");
  const [, available = ""] = read?.text.split("BEGIN:VAVAILABILITY\r\n") ?? [];
  return read && available.split("\r\n").filter((line) => /^(DTSTART|DTEND|RRULE)\b/.test(line));
};
/** Asks in the name, about the attendee and for the window of the recorded request. */
export const busyOf: Run = (transport, path, { request }) => {
  const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(request.body)?.[1] ?? "";
  return readFreeBusy(transport, {
    organizer: { address: value("ORGANIZER"), outbox: path },
    attendee: { mail: value("ATTENDEE").replace("mailto:", "") },
    fromMs: Date.UTC(2027, 0, 12),
    toMs: Date.UTC(2027, 0, 13),
  });
};
/** Calls that no verb makes: sent as recorded, the answer as the client reads it. */
export const raw: Run = async (transport, path, { request }) => {
  const { status } = await transport.request({
    method: request.method,
    href: path,
    body: request.body || undefined,
  });
  return status;
};
export const multistatus: Run = async (transport, path, { request }) => {
  const answer = await transport.request({ method: request.method, href: path, body: request.body });
  return expectMultistatus(transport, answer).responses.map(({ href, props }) => [
    pathSegments(href).slice(2).join("/"),
    ...props.map((prop) => prop.name),
  ]);
};
/** File name and first SUMMARY of every object. */
export const summaries: Run = async (transport, path, { request }) => {
  const answer = await transport.request({ method: request.method, href: path, body: request.body });
  return parseMultistatus(answer.text).responses.map((response) => {
    const ics = propOf(response, NS.caldav, "calendar-data")?.text ?? "";
    return [pathSegments(response.href).at(-1), /SUMMARY:(.*?)\r?\n/.exec(ics)?.[1]];
  });
};
