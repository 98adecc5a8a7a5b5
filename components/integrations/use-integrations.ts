"use client";

import useSWR from "swr";
import { askForIntegrations, INTEGRATIONS_PATH, type IntegrationsAt } from "./ask-integrations.ts";

const EVERY_MS = 15_000;

/**
 * Every integration, asked again every 15 s while the page is looked at. `first` is what the page came with; `problem` is
 * why it could not be asked the last time.
 */
export function useIntegrations(first: IntegrationsAt): IntegrationsAt & {
  problem: unknown;
  /** Puts in what a test answered, without asking for the rest. */
  put: (tested: IntegrationsAt) => void;
} {
  const { data, error, mutate } = useSWR<IntegrationsAt, unknown>(INTEGRATIONS_PATH, askForIntegrations, {
    fallbackData: first,
    refreshInterval: EVERY_MS,
    revalidateOnMount: false,
    // As often as ever: what SWR does by itself would soon wait for half an hour.
    onErrorRetry: (_error, _key, _config, revalidate, { retryCount }) =>
      void setTimeout(() => void revalidate({ retryCount }), EVERY_MS),
  });
  // Who comes back to the page has what it came with now, and what was known when they left.
  const newest = data && data.atMs >= first.atMs ? data : first;
  return {
    ...newest,
    problem: error ?? null,
    put: ({ integrations, atMs }) =>
      void mutate(
        (before) => ({
          integrations: (before && before.atMs >= first.atMs ? before : first).integrations.map(
            (one) => integrations.find(({ type }) => type === one.type) ?? one,
          ),
          atMs: Math.max(atMs, newest.atMs),
        }),
        { revalidate: false },
      ),
  };
}
