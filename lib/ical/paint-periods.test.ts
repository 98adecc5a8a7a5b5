import { expect, test } from "vitest";
import { type Period, paintPeriods } from "./paint-periods.ts";

const show = (periods: Period[]) =>
  periods.map(({ startMs, endMs, type }) => `${startMs}-${endMs} ${type}`).join(", ");
const from = (startMs: number, endMs: number) => ({ startMs, endMs });

test("the newer type counts where both are, neighbours of one type are one", () => {
  const base = paintPeriods([], [from(0, 10), from(20, 30), from(8, 12)], "BUSY");
  expect(show(base)).toBe("0-12 BUSY, 20-30 BUSY");
  const over = paintPeriods(base, [from(24, 26), from(2, 4), from(11, 22), from(5, 5)], "FREE");
  expect(show(over)).toBe("0-2 BUSY, 2-4 FREE, 4-11 BUSY, 11-22 FREE, 22-24 BUSY, 24-26 FREE, 26-30 BUSY");
  expect(show(paintPeriods(over, [from(2, 4), from(20, 26)], "BUSY"))).toBe(
    "0-11 BUSY, 11-20 FREE, 20-30 BUSY",
  );
  expect(show(paintPeriods(over, [from(-5, 40)], "BUSY-TENTATIVE"))).toBe("-5-40 BUSY-TENTATIVE");
  expect(show(over)).toBe("0-2 BUSY, 2-4 FREE, 4-11 BUSY, 11-22 FREE, 22-24 BUSY, 24-26 FREE, 26-30 BUSY");
});

test("agrees with painting every unit by itself", () => {
  let state = 7;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const types = ["FREE", "BUSY", "BUSY-TENTATIVE", "BUSY-UNAVAILABLE"] as const;
  for (let round = 0; round < 300; round += 1) {
    let painted: Period[] = [];
    const units = new Array<string>(40).fill("-");
    for (let layer = 0; layer < 5; layer += 1) {
      const type = types[next(4)] ?? "BUSY";
      const over = Array.from({ length: next(5) }, () => {
        const startMs = next(36);
        return from(startMs, startMs + next(5));
      });
      painted = paintPeriods(painted, over, type);
      for (const { startMs, endMs } of over) units.fill(type, startMs, endMs);
    }
    const got = new Array<string>(40).fill("-");
    for (const { startMs, endMs, type } of painted) got.fill(type, startMs, endMs);
    expect(got).toEqual(units);
    for (const [at, period] of painted.entries()) {
      const before = painted[at - 1];
      if (before) expect(before.endMs < period.startMs || before.type !== period.type).toBe(true);
    }
  }
});
