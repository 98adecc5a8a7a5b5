import type { BrokenRule } from "#lib/schedule/explain.ts";
import type {
  AppointmentExplanation,
  Blocking,
  CalendarReading,
  TimeExplanation,
} from "#lib/schedule/explanation.ts";
import type { Schedule, ScheduleItem } from "#lib/schedule/schedule-view.ts";
import { appointmentJson } from "./appointment-json.ts";
import { iso, isoOrNull } from "./iso.ts";

/** Schedules and explanations in answers: instants as ISO 8601. */

const span = ({ startMs, endMs }: { startMs: number; endMs: number }) => ({
  startTime: iso(startMs),
  endTime: iso(endMs),
});

export function scheduleJson(schedule: Schedule) {
  return {
    from: iso(schedule.fromMs),
    to: iso(schedule.toMs),
    artists: schedule.artists.map(({ items, open, asOf, version: _version, ...rest }) => ({
      ...rest,
      asOf: isoOrNull(asOf),
      open: open.map(span),
      items: items.map(itemJson),
    })),
  };
}

function itemJson(item: ScheduleItem) {
  const { startMs, endMs, ...rest } = item;
  if (rest.kind !== "appointment") return { ...rest, ...span({ startMs, endMs }) };
  const { kind, id, blockStartMs, blockEndMs, appointment } = rest;
  return {
    kind,
    id,
    ...span({ startMs, endMs }),
    blockStartTime: iso(blockStartMs),
    blockEndTime: iso(blockEndMs),
    appointment: appointmentJson(appointment),
  };
}

export function timeExplanationJson(answer: TimeExplanation) {
  const { startMs, endMs, asOf, blocking, rules, offer, calendars, ...rest } = answer;
  return {
    ...rest,
    ...span({ startMs, endMs }),
    asOf: isoOrNull(asOf),
    blocking: blocking.map(blockingJson),
    rules: rules.map(ruleJson),
    offer: offer && { ...offer, stretch: span(offer.stretch) },
    calendars: calendars.map(readingJson),
  };
}

export function appointmentExplanationJson(answer: AppointmentExplanation) {
  const { startMs, endMs, asOf, settled, stretch, overlapping, calendars, ...rest } = answer;
  return {
    ...rest,
    ...span({ startMs, endMs }),
    asOf: isoOrNull(asOf),
    settled: { ...settled, at: iso(settled.at) },
    stretch: stretch && span(stretch),
    overlapping: overlapping.map(({ after, ...blocking }) => ({
      ...blockingJson(blocking),
      secondsAfter: after === null ? null : Math.round(after / 1000),
    })),
    calendars: calendars.map(readingJson),
  };
}

function blockingJson(blocking: Blocking) {
  const { startMs, endMs, ...rest } = blocking;
  return {
    ...rest,
    ...span({ startMs, endMs }),
    ...("knownSince" in rest ? { knownSince: isoOrNull(rest.knownSince) } : {}),
    ...("changedAt" in rest ? { changedAt: isoOrNull(rest.changedAt) } : {}),
  };
}

function ruleJson(rule: BrokenRule) {
  switch (rule.rule) {
    case "past":
      return rule;
    case "too_soon":
      return { rule: rule.rule, noticeMinutes: rule.noticeMinutes, earliest: iso(rule.earliestMs) };
    case "too_far":
      return { rule: rule.rule, horizonDays: rule.horizonDays, latest: iso(rule.latestMs) };
    case "outside_hours":
      return { rule: rule.rule, day: rule.day, stretches: rule.stretches.map(span) };
    default: {
      const { fromMs, toMs, ...rest } = rule;
      return { ...rest, from: iso(fromMs), to: iso(toMs) };
    }
  }
}

const readingJson = ({ name, readAt, failingSince }: CalendarReading) => ({
  name,
  readAt: isoOrNull(readAt),
  failingSince: isoOrNull(failingSince),
});
