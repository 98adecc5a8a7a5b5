import { instantMs } from "#components/booking/fetch-json.ts";
import { count, countOrNull, fields, list, text, textOrNull } from "#components/console/json-fields.ts";

/** A line of an explanation, as the API answers it; instants are epoch milliseconds. */
export interface ReadBlocking {
  kind: string;
  where: string;
  startMs: number;
  endMs: number;
  title: string | null;
  isPrivate: boolean;
  calendar: string;
  knownSince: number | null;
  changedAt: number | null;
  unreadable: boolean;
  id: string;
  clientName: string;
  service: string;
  status: string;
  byBuffer: boolean;
  note: string;
  secondsAfter: number | null;
}

export interface ReadRule {
  rule: string;
  noticeMinutes: number;
  horizonDays: number;
  count: number;
  maximum: number;
  serviceId: string | null;
  stretches: { startMs: number; endMs: number }[];
}

interface Reading {
  name: string;
  readAt: number | null;
  failing: boolean;
}

export interface ReadTimeExplanation {
  available: boolean;
  verified: boolean;
  blocking: ReadBlocking[];
  rules: ReadRule[];
  offer: { startMs: number; endMs: number; stepMinutes: number; isSlot: boolean } | null;
  calendars: Reading[];
}

export interface ReadAppointmentExplanation {
  settledAt: number;
  action: string;
  by: string;
  byCalendar: boolean;
  verifiedThen: boolean | null;
  stretch: { startMs: number; endMs: number } | null;
  overlapping: ReadBlocking[];
  calendars: Reading[];
}

export function readTimeExplanation(answer: unknown): ReadTimeExplanation {
  const { available, verified, blocking, rules, offer, calendars } = fields(answer);
  const grounds = fields(offer);
  return {
    available: available === true,
    verified: verified === true,
    blocking: list(blocking).map(readBlocking),
    rules: list(rules).map(readRule),
    offer:
      offer === null || offer === undefined
        ? null
        : {
            ...readSpan(grounds.stretch),
            stepMinutes: count(grounds.stepMinutes),
            isSlot: grounds.isSlot === true,
          },
    calendars: list(calendars).map(readReading),
  };
}

export function readAppointmentExplanation(answer: unknown): ReadAppointmentExplanation {
  const { settled, verifiedThen, stretch, overlapping, calendars } = fields(answer);
  const { at, action, by, byCalendar } = fields(settled);
  return {
    settledAt: instantMs(at) ?? 0,
    action: text(action),
    by: text(by),
    byCalendar: byCalendar === true,
    verifiedThen: typeof verifiedThen === "boolean" ? verifiedThen : null,
    stretch: stretch === null || stretch === undefined ? null : readSpan(stretch),
    overlapping: list(overlapping).map(readBlocking),
    calendars: list(calendars).map(readReading),
  };
}

function readSpan(value: unknown): { startMs: number; endMs: number } {
  const { startTime, endTime } = fields(value);
  return { startMs: instantMs(startTime) ?? 0, endMs: instantMs(endTime) ?? 0 };
}

function readBlocking(value: unknown): ReadBlocking {
  const one = fields(value);
  return {
    ...readSpan(value),
    kind: text(one.kind),
    where: text(one.where),
    title: textOrNull(one.title),
    isPrivate: one.isPrivate === true,
    calendar: text(one.calendar),
    knownSince: instantMs(one.knownSince),
    changedAt: instantMs(one.changedAt),
    unreadable: one.unreadable === true,
    id: text(one.id),
    clientName: text(one.clientName),
    service: text(one.service),
    status: text(one.status),
    byBuffer: one.byBuffer === true,
    note: text(one.note),
    secondsAfter: countOrNull(one.secondsAfter),
  };
}

function readRule(value: unknown): ReadRule {
  const one = fields(value);
  return {
    rule: text(one.rule),
    noticeMinutes: count(one.noticeMinutes),
    horizonDays: count(one.horizonDays),
    count: count(one.count),
    maximum: count(one.maximum),
    serviceId: textOrNull(one.serviceId),
    stretches: list(one.stretches).map(readSpan),
  };
}

function readReading(value: unknown): Reading {
  const { name, readAt, failingSince } = fields(value);
  return { name: text(name), readAt: instantMs(readAt), failing: textOrNull(failingSince) !== null };
}
