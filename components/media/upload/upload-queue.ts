import type { Direction } from "../media-json.ts";

/** Where a file goes. `folder` is null while the customer has none: the first upload makes it. */
export interface UploadTarget {
  customerId: string;
  customerName: string;
  /** One of the three folders; null for any other, which `folder` names. */
  direction: Direction | null;
  folder: string | null;
  /** The studio's limit, for the words when something is larger. */
  maxBytes: number;
}

/** Why an upload stopped: a code of the API's, or `stalled`. */
export interface UploadProblem {
  code: string;
  /** The API's own words. */
  detail: string;
  nameRefused: boolean;
}

export type UploadState =
  | "queued"
  | "sending"
  /** Everything is sent; Nextcloud puts it together. */
  | "finishing"
  /** The connection broke; it goes on by itself. */
  | "waiting"
  | "done"
  /** Taken, and waits in Parlour until Nextcloud can be reached. */
  | "kept"
  | "failed"
  | "cancelled";

export interface UploadItem {
  id: number;
  name: string;
  size: number;
  target: UploadTarget;
  state: UploadState;
  /** Bytes that have left. */
  sent: number;
  /** Bytes that were there already from an earlier attempt. */
  resumedFrom: number;
  problem: UploadProblem | null;
  /** Attempts since anything last moved. */
  tries: number;
}

export type UploadAction =
  | { type: "add"; items: readonly Pick<UploadItem, "id" | "name" | "size" | "target">[] }
  | { type: "refuse"; items: readonly Pick<UploadItem, "id" | "name" | "size" | "target" | "problem">[] }
  | { type: "start"; id: number }
  | { type: "resume"; id: number; sent: number }
  | { type: "progress"; id: number; sent: number }
  | { type: "finishing"; id: number }
  | { type: "wait"; id: number; problem: UploadProblem }
  | { type: "done"; id: number; name: string; kept: boolean }
  | { type: "fail"; id: number; problem: UploadProblem }
  | { type: "retry"; id: number }
  | { type: "cancel"; id: number }
  | { type: "dismiss"; id: number }
  | { type: "tidy" };

const RUNNING: ReadonlySet<UploadState> = new Set(["sending", "finishing"]);
const OPEN: ReadonlySet<UploadState> = new Set(["queued", "sending", "finishing", "waiting"]);

export function isRunning(item: UploadItem): boolean {
  return RUNNING.has(item.state);
}

/** Under way or to come: leaving the page now would lose it. */
export function isOpen(item: UploadItem): boolean {
  return OPEN.has(item.state);
}

/** The queue after something happened. What is over ignores late news of itself. */
export function reduceUploads(items: readonly UploadItem[], action: UploadAction): readonly UploadItem[] {
  switch (action.type) {
    case "add":
      return [
        ...items,
        ...action.items.map(
          (item): UploadItem => ({
            ...item,
            state: "queued",
            sent: 0,
            resumedFrom: 0,
            problem: null,
            tries: 0,
          }),
        ),
      ];
    case "refuse":
      return [
        ...items,
        ...action.items.map(
          (item): UploadItem => ({ ...item, state: "failed", sent: 0, resumedFrom: 0, tries: 0 }),
        ),
      ];
    case "dismiss":
      return items.filter((item) => item.id !== action.id || isOpen(item));
    case "tidy":
      return items.filter((item) => isOpen(item) || item.state === "failed");
    default:
      return items.map((item) => (item.id === action.id ? changed(item, action) : item));
  }
}

type OneAction = Exclude<UploadAction, { type: "add" | "refuse" | "dismiss" | "tidy" }>;

function changed(item: UploadItem, action: OneAction): UploadItem {
  if (action.type === "retry")
    return item.state === "failed" || item.state === "cancelled" || item.state === "waiting"
      ? { ...item, state: "queued", problem: null, tries: 0 }
      : item;
  if (!isOpen(item)) return item;
  switch (action.type) {
    case "start":
      return { ...item, state: "sending" };
    case "resume":
      return { ...item, state: "sending", sent: action.sent, resumedFrom: action.sent };
    case "progress": {
      const sent = Math.min(action.sent, item.size);
      const moved = sent > item.sent;
      return {
        ...item,
        state: "sending",
        sent,
        problem: moved ? null : item.problem,
        tries: moved ? 0 : item.tries,
      };
    }
    case "finishing":
      return { ...item, state: "finishing", sent: item.size };
    case "wait":
      return { ...item, state: "waiting", problem: action.problem, tries: item.tries + 1 };
    case "done":
      return {
        ...item,
        name: action.name || item.name,
        state: action.kept ? "kept" : "done",
        sent: item.size,
        problem: null,
      };
    case "fail":
      return { ...item, state: "failed", problem: action.problem };
    case "cancel":
      return { ...item, state: "cancelled", problem: null };
  }
}

/** Which to begin now, in the order they were given, with at most `places` under way. */
export function toStart(items: readonly UploadItem[], places: number): UploadItem[] {
  const free = places - items.filter(isRunning).length;
  return free > 0 ? items.filter(({ state }) => state === "queued").slice(0, free) : [];
}

/** Seconds until the next attempt: 1, 2, 4 … 30. */
export function backOffSeconds(tries: number): number {
  return Math.min(30, 2 ** Math.max(0, tries - 1));
}
