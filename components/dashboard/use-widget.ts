"use client";

import { useCallback } from "react";
import useSWR, { type KeyedMutator } from "swr";
import { ApiProblem } from "#components/console/api.ts";
import { readSystem } from "./read-system.ts";

const EVERY_MS = 60_000;

export interface LiveWidget<Data> {
  data: Data | undefined;
  problem: ApiProblem | null;
  /** Asking again after a failure. */
  busy: boolean;
  refresh: () => void;
  mutate: KeyedMutator<Data>;
}

/** What one widget shows: asked for every minute while somebody looks, and on coming back. It fails alone. */
export function useWidget<Data>(path: string, read: (answer: unknown) => Data): LiveWidget<Data> {
  const { data, error, isValidating, mutate } = useSWR<Data, unknown>(
    path,
    async () => read(await readSystem(path)),
    {
      refreshInterval: EVERY_MS,
      keepPreviousData: true,
      onErrorRetry: (failure, _key, _config, revalidate, { retryCount }) => {
        if (isSettled(failure)) return;
        const seconds = failure instanceof ApiProblem ? (failure.retryAfter ?? 0) : 0;
        setTimeout(() => void revalidate({ retryCount }), Math.max(EVERY_MS, seconds * 1000));
      },
    },
  );
  const problem = asProblem(error);
  return {
    // What was seen before stays while the system is away, but not once it is nobody's any more.
    data: isSettled(problem) ? undefined : data,
    problem,
    busy: isValidating && error !== undefined,
    refresh: useCallback(() => void mutate().catch(() => undefined), [mutate]),
    mutate,
  };
}

/** What only a person can change: asking again by itself would change nothing. */
function isSettled(problem: unknown): boolean {
  return (
    problem instanceof ApiProblem &&
    (["not_signed_in", "not_allowed"].includes(problem.code) || problem.code.endsWith("_not_configured"))
  );
}

function asProblem(error: unknown): ApiProblem | null {
  if (error === undefined) return null;
  return error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" });
}
