/** What a person does in the calendar app, spoken to the cloud directly as that person. */

const password = "parlour-demo";

/** The shared demo's cloud unless another is named. */
function sharedCloud(): string {
  return process.env.PARLOUR_CLOUD_URL ?? "";
}

async function dav(
  user: string,
  method: string,
  href: string,
  options: { headers?: Record<string, string>; body?: string; cloudUrl?: string } = {},
) {
  const response = await fetch(`${options.cloudUrl ?? sharedCloud()}${href}`, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
      ...options.headers,
    },
    body: options.body,
  });
  return { status: response.status, text: await response.text() };
}

export interface CloudEvent {
  href: string;
  ics: string;
  summary: string;
}

/** Every event of a person's own `personal` calendar. */
export async function listEvents(user: string, cloudUrl = sharedCloud()): Promise<CloudEvent[]> {
  const home = `/remote.php/dav/calendars/${user}/personal/`;
  const { text } = await dav(user, "PROPFIND", home, {
    cloudUrl,
    headers: { Depth: "1", "Content-Type": "application/xml" },
    body: '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>',
  });
  const hrefs = [...text.matchAll(/<d:href>([^<]+\.ics)<\/d:href>/g)].map((match) => match[1] ?? "");
  return Promise.all(
    hrefs.map(async (href) => {
      const ics = (await dav(user, "GET", href, { cloudUrl })).text.replace(/\r?\n[ \t]/g, "");
      return { href, ics, summary: /^SUMMARY(?:;[^:]*)?:(.*)$/m.exec(ics)?.[1]?.trim() ?? "" };
    }),
  );
}

export async function deleteEvent(user: string, href: string): Promise<void> {
  const { status } = await dav(user, "DELETE", href);
  if (status >= 300) throw new Error(`DELETE ${href} answered ${status}`);
}

export async function putEvent(
  user: string,
  event: { uid: string; startMs: number; endMs: number; summary: string },
  more: string[] = [],
): Promise<void> {
  const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
  const body = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Calendar app//EN",
    "BEGIN:VEVENT",
    `UID:${event.uid}`,
    `DTSTAMP:${stamp(Date.now())}`,
    `DTSTART:${stamp(event.startMs)}`,
    `DTEND:${stamp(event.endMs)}`,
    `SUMMARY:${event.summary}`,
    ...more,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
  const href = `/remote.php/dav/calendars/${user}/personal/${event.uid}.ics`;
  const { status } = await dav(user, "PUT", href, {
    headers: { "Content-Type": "text/calendar; charset=utf-8" },
    body,
  });
  if (status !== 201 && status !== 204) throw new Error(`PUT ${href} answered ${status}`);
}

/** Tells a sandbox cloud to fail (its own control address, not a part of Nextcloud). */
export async function addFault(cloudUrl: string, fault: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${cloudUrl}/_sandbox/faults`, {
    method: "POST",
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(`the fault was refused with ${response.status}`);
}

export async function clearFaults(cloudUrl: string): Promise<void> {
  const response = await fetch(`${cloudUrl}/_sandbox/faults`, { method: "DELETE" });
  if (!response.ok) throw new Error(`clearing the faults was refused with ${response.status}`);
}
