import { AppError } from "#lib/core/errors.ts";
import {
  type AvailabilityZones,
  availabilityBounds,
  availabilityBusyType,
  availabilityPriority,
} from "./availability-bounds.ts";
import { availableInstances } from "./available-instances.ts";
import { calendarZones } from "./calendar-zones.ts";
import { type Component, componentsNamed, physicalLines, readComponents } from "./content-lines.ts";
import { uidOf } from "./event-source.ts";
import { type FreeBusyType, type Period, paintPeriods } from "./paint-periods.ts";
import { RecurrenceError } from "./recurrence-rule.ts";
import type { Interval, UnreadableEvent } from "./types.ts";
import { ianaZone } from "./zone.ts";

const maxTextLength = 1_000_000;
const maxComponents = 500;
/** Working hours are some hours a weekday: a tenth of what calendars are allowed is more than anybody needs. */
const maxInstances = 20_000;
/** Steps for the AVAILABLE of one UID, and for all of a text. */
const stepsPerSeries = 100_000;
const stepsPerText = 400_000;

export interface AvailabilityIntervals {
  /** Time offered, sorted, merged and clipped to the window. */
  free: Interval[];
  /**
   * Time that the text speaks of and does not offer, by BUSYTYPE; sorted and clipped likewise. What is neither in
   * `free` nor here lies outside the bounds of every VAVAILABILITY: of that nothing is said.
   */
  unavailable: (Interval & { type: Exclude<FreeBusyType, "FREE"> })[];
  /** What could not be read. It offers nothing; where `span` is given, all of that is in `unavailable`. */
  unreadable: UnreadableEvent[];
}

/**
 * What the VAVAILABILITY components of a text say about the window `[fromMs, toMs)` in epoch milliseconds
 * (RFC 7953 §5). A higher PRIORITY decides over a lower one wherever their bounds overlap, also where it is the
 * lower one that offers time; of equals the first in the text decides. Dates and floating times are read in
 * `timeZone`.
 *
 * Fails closed: a component that cannot be read in full offers nothing, and a text that was cut, or is too
 * large, offers nothing in the whole window. No input takes unbounded time or memory.
 *
 * @throws AppError `invalid_input` when `timeZone` is no IANA zone. No text makes it throw.
 */
export function availabilityIntervals(
  text: string,
  options: { fromMs: number; toMs: number; timeZone: string },
): AvailabilityIntervals {
  const home = ianaZone(options.timeZone);
  if (!home) throw new AppError("invalid_input", `Unknown time zone ${options.timeZone}`);
  const window = { startMs: options.fromMs, endMs: options.toMs };
  if (text.length > maxTextLength) return nothingOf(window, `larger than ${maxTextLength} characters`);
  const lines = physicalLines(text);
  const root = readComponents(lines);
  const calendars = root.components.filter((component) => component.name === "VCALENDAR");
  if (calendars.length === 0)
    return text.trim() === ""
      ? { free: [], unavailable: [], unreadable: [] }
      : nothingOf(window, "not an iCalendar text");
  // What was cut off may be the very component that takes time away.
  if (calendars.some((calendar) => !calendar.closed)) return nothingOf(window, "cut off before its end");
  const components = componentsNamed(root, "VAVAILABILITY");
  if (components.length > maxComponents) return nothingOf(window, `more than ${maxComponents} components`);
  const reader = new AvailabilityReader({ zoneOf: calendarZones(root, lines), home }, window);
  let painted: Period[] = [];
  for (const component of byRisingPriority(components)) painted = reader.paint(painted, component);
  return divided(painted, reader.unreadable);
}

/** Reads one VAVAILABILITY after another within one budget. */
class AvailabilityReader {
  readonly unreadable: UnreadableEvent[] = [];
  private readonly zones: AvailabilityZones;
  private readonly window: Interval;
  private stepsLeft = stepsPerText;
  private roomLeft = maxInstances;

  constructor(zones: AvailabilityZones, window: Interval) {
    this.zones = zones;
    this.window = window;
  }

  /** Lays one component over those of lower priority. */
  paint(painted: Period[], component: Component): Period[] {
    const type = availabilityBusyType(component);
    const range = this.attempt(component, this.window, () => {
      if (!component.closed) throw new RecurrenceError("cut off before its end");
      return availabilityBounds(component, this.zones);
    });
    if (!range) return paintPeriods(painted, [this.window], type);
    const startMs = Math.max(range.startMs, this.window.startMs);
    const endMs = Math.min(range.endMs, this.window.endMs);
    if (startMs >= endMs) return painted;
    const free = groupByUid(component).flatMap((group) => this.offered(group, { startMs, endMs }));
    return paintPeriods(paintPeriods(painted, [{ startMs, endMs }], type), free, "FREE");
  }

  private offered(group: Component[], range: Interval): Interval[] {
    const [first] = group;
    if (!first) return [];
    const budget = { left: Math.min(stepsPerSeries, this.stepsLeft) };
    const before = budget.left;
    const instances = this.attempt(first, null, () => {
      const found = availableInstances(group, this.zones, { ...range, budget });
      if (found.length > this.roomLeft) throw new RecurrenceError("more instances than can be kept");
      return found;
    });
    this.stepsLeft -= before - Math.max(0, budget.left);
    this.roomLeft -= instances?.length ?? 0;
    return instances ?? [];
  }

  private attempt<T>(component: Component, span: Interval | null, read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RecurrenceError)) throw error;
      this.unreadable.push({ uid: uidOf(component), reason: error.message, span });
      return null;
    }
  }
}

/** Lowest first; of equals the last in the text first, so that the first is laid over it. */
function byRisingPriority(components: Component[]): Component[] {
  return [...components].reverse().sort((a, b) => availabilityPriority(b) - availabilityPriority(a));
}

/** AVAILABLE components without a UID are each their own. */
function groupByUid(component: Component): Component[][] {
  const groups = new Map<string, Component[]>();
  const alone: Component[][] = [];
  for (const available of component.components) {
    if (available.name !== "AVAILABLE") continue;
    const uid = uidOf(available);
    const group = groups.get(uid);
    if (uid === "") alone.push([available]);
    else if (group) group.push(available);
    else groups.set(uid, [available]);
  }
  return [...groups.values(), ...alone];
}

function divided(painted: Period[], unreadable: UnreadableEvent[]): AvailabilityIntervals {
  const result: AvailabilityIntervals = { free: [], unavailable: [], unreadable };
  for (const { startMs, endMs, type } of painted) {
    if (type === "FREE") result.free.push({ startMs, endMs });
    else result.unavailable.push({ startMs, endMs, type });
  }
  return result;
}

function nothingOf(window: Interval, reason: string): AvailabilityIntervals {
  const painted = paintPeriods([], [window], "BUSY-UNAVAILABLE");
  return divided(painted, [{ uid: "", reason, span: window }]);
}
