import { UpstreamError } from "#lib/core/errors.ts";
import { calendarRootPath } from "./account.ts";
import type { SendOptions } from "./dav-request.ts";
import { propOf } from "./multistatus.ts";
import { NS } from "./namespaces.ts";
import { propfind } from "./propfind.ts";
import type { Transport } from "./transport.ts";

/**
 * The working hours a user set in Nextcloud's Availability settings: an iCalendar text with VAVAILABILITY
 * (RFC 7953 §7.2.4, property `calendar-availability` of the scheduling inbox). Every signed-in user may read
 * those of any other. Null where none are set, and where there is no such inbox: other servers, unknown users.
 * The property carries no ETag: compare the text. Throws UpstreamError for every other answer.
 */
export async function readAvailability(
  transport: Transport,
  userId: string,
  options: SendOptions = {},
): Promise<{ text: string } | null> {
  const inbox = `${calendarRootPath(transport.account)}${encodeURIComponent(userId)}/inbox/`;
  try {
    const [inboxRow] = await propfind(transport, inbox, "0", { "c:calendar-availability": {} }, options);
    const text = inboxRow ? (propOf(inboxRow, NS.caldav, "calendar-availability")?.text ?? "") : "";
    return text.trim() === "" ? null : { text };
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "not-found") return null;
    throw error;
  }
}
