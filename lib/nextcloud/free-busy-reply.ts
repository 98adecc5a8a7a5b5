import { UpstreamError } from "#lib/core/errors.ts";
import { NS } from "./namespaces.ts";
import { childOf, parseXml } from "./xml.ts";

/** A period in which somebody is not free: epoch milliseconds, `endMs` exclusive. */
export interface BusyPeriod {
  startMs: number;
  endMs: number;
  /** `BUSY-UNAVAILABLE` is, at Nextcloud, the time outside the working hours somebody set. */
  type: "BUSY" | "BUSY-UNAVAILABLE" | "BUSY-TENTATIVE";
}

const MAX_PERIODS = 50_000;
const INSTANT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const DURATION = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/;

/**
 * Reads the answer to a free-busy request about one attendee (`schedule-response`, RFC 6638 §5.2): every period
 * that is not FREE, as the server ordered them. A free time that is only unreadable would be offered, so anything
 * short of a whole reply throws: UpstreamError `rejected` (`unknown-attendee` for request status 3.7,
 * `free-busy-refused` for any other but 2) or `malformed` (`free-busy`, or the reasons of `parseXml`).
 */
export function readFreeBusyReply(xml: string): BusyPeriod[] {
  const root = parseXml(xml);
  if (root.name !== "schedule-response" || root.namespace !== NS.caldav) throw unreadable();
  const response = childOf(root, NS.caldav, "response");
  const status = childOf(response, NS.caldav, "request-status")?.text.trim() ?? "";
  if (/^[345]\./.test(status)) throw refused(status);
  const text = childOf(response, NS.caldav, "calendar-data")?.text ?? "";
  if (!/^2\./.test(status)) throw unreadable();
  return readPeriods(text);
}

function readPeriods(text: string): BusyPeriod[] {
  const lines = text
    .trim()
    .replace(/\r?\n[ \t]/g, "")
    .split(/\r?\n/);
  const begin = lines.indexOf("BEGIN:VFREEBUSY");
  const end = lines.indexOf("END:VFREEBUSY");
  if (begin < 0 || end < begin || lines.at(-1) !== "END:VCALENDAR") throw unreadable();
  const periods: BusyPeriod[] = [];
  for (const line of lines.slice(begin, end)) {
    if (!/^FREEBUSY[;:]/i.test(line)) continue;
    const colon = line.lastIndexOf(":");
    const type = /;FBTYPE="?([^;:"]*)/i.exec(line.slice(0, colon))?.[1]?.toUpperCase() ?? "BUSY";
    if (type === "FREE") continue;
    for (const written of line.slice(colon + 1).split(",")) {
      if (periods.length >= MAX_PERIODS) throw unreadable();
      periods.push({ ...readPeriod(written.trim()), type: busyType(type) });
    }
  }
  return periods;
}

/** Instants are in UTC, as RFC 5545 §3.8.2.6 demands. */
function readPeriod(written: string): { startMs: number; endMs: number } {
  const [from = "", to = ""] = written.split("/");
  const startMs = readInstant(from);
  const length = DURATION.exec(to);
  const endMs = length ? startMs + lengthOf(length) : readInstant(to);
  if (!(startMs <= endMs)) throw unreadable();
  return { startMs, endMs };
}

function readInstant(text: string): number {
  const parts = INSTANT.exec(text);
  if (!parts) throw unreadable();
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function lengthOf(parts: RegExpExecArray): number {
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** A type nobody knows counts as BUSY (RFC 5545 §3.2.9). */
function busyType(type: string): BusyPeriod["type"] {
  return type === "BUSY-UNAVAILABLE" || type === "BUSY-TENTATIVE" ? type : "BUSY";
}

function refused(status: string): UpstreamError {
  const unknown = status.startsWith("3.7");
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: unknown ? "unknown-attendee" : "free-busy-refused",
    retryable: false,
    message: unknown
      ? "The server knows no user with this mail address."
      : `The server does not tell when this user is busy (request status ${status.slice(0, 4)}).`,
  });
}

function unreadable(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "free-busy",
    message: "The server's free-busy answer could not be read in full.",
  });
}
