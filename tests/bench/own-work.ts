import { checkAvailability } from "#lib/availability/check-availability.ts";
import { listSlots } from "#lib/availability/list-slots.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { alternate, timeOf } from "./support/alternate.ts";
import type { BenchStudio } from "./support/bench-studio.ts";
import { type Figure, median, ratios, spread } from "./support/figures.ts";
import type { NaiveRival } from "./support/naive-rival.ts";

const CHECKS = 200;
const LISTS = 10;

/** One check and a month of slots on the large calendar, called directly, beside asking the calendar's server. */
export async function benchOwnWork(
  studio: BenchStudio,
  rival: NaiveRival,
  rounds: number,
): Promise<Figure[]> {
  const ctx = studio.ctx({ kind: "customer" });
  const fromMs = Math.ceil((Date.now() + 5 * DAY) / HOUR) * HOUR;
  const check = async () => {
    for (let index = 0; index < CHECKS; index++) {
      const startMs = fromMs + index * HOUR;
      await checkAvailability(ctx, { artistId: "mara", startMs, endMs: startMs + 2 * HOUR });
    }
  };
  const checks = await alternate(
    rounds,
    () => timeOf(check, CHECKS),
    () => timeOf(() => rival.check(fromMs, fromMs + 2 * HOUR)),
  );
  const faster = ratios(checks, (ours, theirs) => theirs / ours);
  const list = async () => {
    for (let index = 0; index < LISTS; index++)
      await listSlots(ctx, {
        artistId: "mara",
        serviceId: "session",
        fromMs: Date.now(),
        toMs: Date.now() + 31 * DAY,
      });
  };
  const lists = await alternate(
    rounds,
    () => timeOf(list, LISTS),
    () => timeOf(() => rival.check(Date.now(), Date.now() + 31 * DAY)),
  );
  return [
    {
      name: `availability check, own work; beside it tsdav with a time range of 2 h and ical.js against ${rival.name}`,
      ours: spread(checks.ours, "ms"),
      rival: spread(checks.rival, "ms"),
      ratio: `${spread(faster)} times faster`,
      goal: "≥ 100 times faster",
      met: median(faster) >= 100,
    },
    {
      name: `a month of slots, own work; beside it fetching that month from ${rival.name}`,
      ours: spread(lists.ours, "ms"),
      rival: spread(lists.rival, "ms"),
      ratio: `${spread(ratios(lists, (ours, theirs) => theirs / ours))} times faster`,
      goal: "< 10 ms",
      met: median(lists.ours) < 10,
    },
  ];
}
