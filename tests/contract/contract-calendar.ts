import { makeCalendar } from "tsdav";
import { expect } from "vitest";
import { sendDav } from "#lib/nextcloud/dav-request.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";

/** Makes the calendar for events at this path (RFC 4791 5.3.1). */
export async function makeContractCalendar(
  transport: Transport,
  path: string,
  displayName: string,
): Promise<void> {
  const props = {
    "d:displayname": displayName,
    "c:supported-calendar-component-set": { "c:comp": { _attributes: { name: "VEVENT" } } },
  };
  const answer = await sendDav(transport, path, (target) => makeCalendar({ ...target, props }));
  expect(answer.status).toBe(201);
}

/** Deletes it for good: Nextcloud would keep it in its trash bin. */
export async function deleteContractCalendar(transport: Transport, path: string): Promise<void> {
  await transport.request({ method: "DELETE", href: path, headers: { "X-NC-CalDAV-No-Trashbin": "1" } });
}
