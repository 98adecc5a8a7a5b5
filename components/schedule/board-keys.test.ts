import { afterEach, expect, test, vi } from "vitest";
import { type BoardKeysOptions, boardKeys } from "./board-keys.ts";
import type { ChosenTime } from "./board-types.ts";

const chosen: ChosenTime = { mode: "move", itemId: "a", artistId: "mara", startMs: 0, endMs: 3_600_000 };

/** As much of an element as the keys look at. */
class Shown {
  readonly dataset: Record<string, string>;
  readonly isContentEditable = false;
  private readonly tag: string;
  private readonly parent: Shown | null;

  constructor(tag: string, parent: Shown | null, dataset: Record<string, string> = {}) {
    this.tag = tag;
    this.parent = parent;
    this.dataset = dataset;
  }

  closest(selectors: string): Shown | null {
    const isMeant = selectors
      .split(",")
      .map((selector) => selector.trim())
      .some((selector) => selector === this.tag || (selector === "[data-item]" && "item" in this.dataset));
    return isMeant ? this : (this.parent?.closest(selectors) ?? null);
  }

  contains(other: Shown | null): boolean {
    return other === this || (other !== null && this.contains(other.parent));
  }
}

const body = new Shown("body", null);
const board = new Shown("div", body);
const day = new Shown("a", board);
const item = new Shown("a", board, { item: "a" });
const bar = new Shown("div", body);
const leave = new Shown("button", bar);

afterEach(() => vi.unstubAllGlobals());

/** Presses Enter while `active` has the focus. @returns what was done, and whether the browser still acts on it */
function enter(active: Shown, time: ChosenTime | null = chosen) {
  vi.stubGlobal("HTMLElement", Shown);
  vi.stubGlobal("document", { activeElement: active });
  const onDrop = vi.fn();
  const options: BoardKeysOptions = Object({ root: { current: board }, chosen: time, onDrop });
  const preventDefault = vi.fn();
  boardKeys(() => options)(Object({ key: "Enter", target: active, preventDefault }));
  return { kept: onDrop.mock.calls.length === 1, browserActs: preventDefault.mock.calls.length === 0 };
}

test("Enter keeps the move while the focus is at an item, or nowhere", () => {
  expect(enter(item)).toEqual({ kept: true, browserActs: false });
  expect(enter(body)).toEqual({ kept: true, browserActs: false });
});

test("Enter on Leave leaves, and on a day's name goes there: what has the focus acts itself", () => {
  expect(enter(leave)).toEqual({ kept: false, browserActs: true });
  expect(enter(day)).toEqual({ kept: false, browserActs: true });
});

test("Enter opens an item while nothing is on its way", () => {
  expect(enter(item, null)).toEqual({ kept: false, browserActs: true });
});
