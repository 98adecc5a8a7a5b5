import { isOpen, type UploadItem } from "./upload-queue.ts";

/** How far all uploads are together. */
export interface Overall {
  /** Bytes. */
  sent: number;
  total: number;
  /** 0 to 1; 1 where there is nothing to send. */
  share: number;
  /** Files. */
  open: number;
  done: number;
  failed: number;
}

/** Called-off uploads count for nothing, failed ones only as failed. */
export function overall(items: readonly UploadItem[]): Overall {
  const counted = items.filter(({ state }) => state !== "cancelled" && state !== "failed");
  const sent = counted.reduce((sum, item) => sum + item.sent, 0);
  const total = counted.reduce((sum, item) => sum + item.size, 0);
  return {
    sent,
    total,
    share: total > 0 ? sent / total : counted.some(isOpen) ? 0 : 1,
    open: counted.filter(isOpen).length,
    done: counted.length - counted.filter(isOpen).length,
    failed: items.filter(({ state }) => state === "failed").length,
  };
}

/** How many bytes had moved at a moment (epoch milliseconds). */
export interface Sample {
  atMs: number;
  moved: number;
}

const WINDOW_MS = 8_000;

/** Adds a sample and forgets what is older than the window; what moved never goes back. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= WINDOW_MS && atMs <= sample.atMs), sample];
}

/** Bytes a second over the window; null until a second of it is known. */
export function speed(samples: readonly Sample[], nowMs: number): number | null {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) return null;
  const seconds = (nowMs - first.atMs) / 1000;
  if (seconds < 1) return null;
  return Math.max(0, last.moved - first.moved) / seconds;
}

/** Seconds for the rest; null where nothing moves or nobody knows yet. */
export function secondsLeft(bytes: number, bytesPerSecond: number | null): number | null {
  return bytesPerSecond === null || bytesPerSecond < 1 ? null : bytes / bytesPerSecond;
}
