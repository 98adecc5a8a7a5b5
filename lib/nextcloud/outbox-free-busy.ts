import { randomUUID } from "node:crypto";
import { UpstreamError } from "#lib/core/errors.ts";
import { type CalendarUser, readCalendarUser, readOwnCalendarUser } from "./calendar-user.ts";
import type { SendOptions } from "./dav-request.ts";
import { type BusyPeriod, readFreeBusyReply } from "./free-busy-reply.ts";
import { httpFailure } from "./http-failure.ts";
import type { Transport } from "./transport.ts";

export interface FreeBusyQuestion {
  /** The asking user; read from the server where it is not given. */
  organizer?: CalendarUser;
  /** By mail address, or by user id whose address the server then tells. */
  attendee: { mail: string } | { userId: string };
  /** Epoch milliseconds, whole seconds; `toMs` exclusive. */
  fromMs: number;
  toMs: number;
}

/**
 * When a user is not free, by the server's own reckoning over the scheduling outbox (RFC 6638 §5): private events,
 * which no share shows, are in it, and so is the time outside the working hours somebody set
 * (`BUSY-UNAVAILABLE`). Clipped to the window and sorted. Null where the server has no outbox.
 *
 * Throws UpstreamError; `rejected` with reason `no-own-address` or `no-attendee-address` where one of the two users
 * has no mail address in Nextcloud, `unknown-attendee` where the server finds none with this address, `forbidden`
 * where it does not take the organizer's.
 */
export async function readFreeBusy(
  transport: Transport,
  question: FreeBusyQuestion,
  options: SendOptions = {},
): Promise<BusyPeriod[] | null> {
  const organizer = question.organizer ?? (await readOwnCalendarUser(transport, options));
  if (!organizer || organizer.outbox === null) return null;
  if (organizer.address === null)
    throw noAddress("no-own-address", "The account that asks has no mail address in Nextcloud.");
  const attendee = await addressOf(transport, question.attendee, options);
  const answer = await transport.request({
    method: "POST",
    href: organizer.outbox,
    headers: { "Content-Type": "text/calendar; charset=utf-8" },
    body: freeBusyRequest(organizer.address, attendee, question),
    ...options,
  });
  if (answer.status === 404 || answer.status === 405) return null;
  if (answer.status !== 200) throw httpFailure(new URL(transport.origin).host, answer);
  return readFreeBusyReply(answer.text)
    .map(({ startMs, endMs, type }) => ({
      startMs: Math.max(startMs, question.fromMs),
      endMs: Math.min(endMs, question.toMs),
      type,
    }))
    .filter(({ startMs, endMs }) => startMs < endMs)
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

async function addressOf(
  transport: Transport,
  attendee: FreeBusyQuestion["attendee"],
  options: SendOptions,
): Promise<string> {
  if ("mail" in attendee) {
    // It goes into a content line.
    if (/^[^\s@\p{Cc}]{1,200}@[^\s@\p{Cc}]{1,200}$/u.test(attendee.mail)) return `mailto:${attendee.mail}`;
    throw noAddress("no-attendee-address", "This is no mail address.");
  }
  const user = await readCalendarUser(transport, attendee.userId, options);
  if (user?.address) return user.address;
  throw noAddress("no-attendee-address", "The artist's account has no mail address in Nextcloud.");
}

function freeBusyRequest(organizer: string, attendee: string, { fromMs, toMs }: FreeBusyQuestion): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Parlour//Parlour//EN",
    "METHOD:REQUEST",
    "BEGIN:VFREEBUSY",
    `UID:${randomUUID()}`,
    `DTSTAMP:${instantText(Date.now())}`,
    `DTSTART:${instantText(fromMs)}`,
    `DTEND:${instantText(toMs)}`,
    `ORGANIZER:${organizer}`,
    `ATTENDEE:${attendee}`,
    "END:VFREEBUSY",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

function instantText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

function noAddress(reason: string, message: string): UpstreamError {
  return new UpstreamError({ service: "nextcloud", kind: "rejected", reason, retryable: false, message });
}
