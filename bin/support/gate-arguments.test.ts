import { expect, test } from "vitest";
import { readGateArguments } from "./gate-arguments.ts";

test("everything, the contracts, and the contracts on real systems", () => {
  expect(readGateArguments([])).toEqual({ only: undefined, live: false });
  expect(readGateArguments(["contract"])).toEqual({ only: "contract", live: false });
  expect(readGateArguments(["contract", "--live"])).toEqual({ only: "contract", live: true });
  expect(readGateArguments(["--live", "contract"])).toEqual({ only: "contract", live: true });
});

test("real systems are asked by the contracts alone, and what nobody knows is refused", () => {
  for (const args of [["--live"], ["unit"], ["contract", "more"], ["--all"], ["unit", "--live"]])
    expect(readGateArguments(args), args.join(" ")).toBeNull();
});
