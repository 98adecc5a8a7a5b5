"use client";

import { useCallback, useEffect, useState } from "react";
import { fetchJson } from "./fetch-json.ts";

/** Answers of this visit by address, so that going back shows them at once. */
const answers = new Map<string, { data: unknown; atMs: number }>();
const MAX_ANSWERS = 40;

export interface Answer<T> {
  /** The last answer for this address; `initial` before there is one. */
  data: T | undefined;
  /** The last attempt failed: what is shown is from before. */
  failed: boolean;
  refresh: () => void;
}

/**
 * What an address of our own API answers: asked at once unless `settled` says that `initial` is as good as asking, then
 * every `everyMs` while the page is looked at, and again when it comes back into view or online. A new `turn` means that
 * the answer has probably changed. Without an address nothing is asked.
 */
export function useAnswer<T>(
  url: string | null,
  read: (body: unknown) => T,
  options: { everyMs: number; turn: number; initial?: T | undefined; settled?: boolean },
): Answer<T> {
  const { everyMs, turn, initial, settled = false } = options;
  const [, redraw] = useState(0);
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const known = url === null ? undefined : (answers.get(url) as { data: T; atMs: number } | undefined);

  const ask = useCallback(async () => {
    if (url === null) return;
    try {
      keep(url, await shared(url, read));
      setFailedUrl((failed) => (failed === url ? null : failed));
    } catch {
      setFailedUrl(url);
    }
    redraw((count) => count + 1);
  }, [url, read]);

  useEffect(() => {
    if (url === null) return;
    const age = Date.now() - (answers.get(url)?.atMs ?? 0);
    if (turn > 0 || (!settled && age > everyMs / 3)) void ask();
    const timer = setInterval(() => document.visibilityState === "visible" && void ask(), everyMs);
    const back = () => document.visibilityState === "visible" && void ask();
    document.addEventListener("visibilitychange", back);
    window.addEventListener("online", back);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", back);
      window.removeEventListener("online", back);
    };
  }, [url, ask, everyMs, turn, settled]);

  return {
    data: known?.data ?? initial,
    failed: url !== null && failedUrl === url,
    refresh: () => void ask(),
  };
}

/** Asks before anybody looks, for an answer that is likely wanted next. */
export function askAhead<T>(url: string, read: (body: unknown) => T): void {
  if (answers.has(url)) return;
  shared(url, read).then(
    (data) => keep(url, data),
    // Whoever looks asks again.
    () => undefined,
  );
}

const underWay = new Map<string, Promise<unknown>>();

/** One request at a time for an address, whoever asks. */
function shared<T>(url: string, read: (body: unknown) => T): Promise<T> {
  const known = underWay.get(url) as Promise<T> | undefined;
  if (known) return known;
  const asked = fetchJson(url, read).finally(() => underWay.delete(url));
  underWay.set(url, asked);
  return asked;
}

function keep(url: string, data: unknown): void {
  answers.delete(url);
  answers.set(url, { data, atMs: Date.now() });
  const [oldest] = answers.keys();
  if (answers.size > MAX_ANSWERS && oldest !== undefined) answers.delete(oldest);
}
