"use client";

import { useCallback, useEffect, useRef } from "react";
import useSWR from "swr";
import { ApiProblem, readApi } from "#components/console/api.ts";
import type { RoomJson } from "#lib/messenger/room-json.ts";
import { readRooms } from "./read-messenger.ts";

const PATH = "/api/v1/rooms";
/** What was heard is believed at once; how it is counted is the server's word, asked for after a pause. */
const PAUSE_MS = 1000;
const WITHOUT_EVENTS_MS = 15_000;

export interface LiveRooms {
  rooms: readonly RoomJson[];
  problem: ApiProblem | null;
  busy: boolean;
  /** Whether what is shown was asked for by this page; before that a room may be missing. */
  isFresh: boolean;
  refresh: () => Promise<void>;
  /** Likewise after a pause, however often it is called. */
  refreshSoon: () => void;
  change: (change: (rooms: readonly RoomJson[]) => RoomJson[]) => void;
}

/** The rooms: what the page came with, then as the events say, and asked for now and then while none come. */
export function useRooms(initial: RoomJson[], isLive: boolean): LiveRooms {
  const asking = useRef(0);
  const { data, error, isValidating, mutate } = useSWR<RoomJson[], unknown>(
    PATH,
    async () => {
      asking.current += 1;
      try {
        return readRooms(await readApi(PATH));
      } finally {
        asking.current -= 1;
      }
    },
    {
      refreshInterval: isLive ? 0 : WITHOUT_EVENTS_MS,
      focusThrottleInterval: 1000,
      dedupingInterval: 500,
      errorRetryInterval: WITHOUT_EVENTS_MS,
    },
  );
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const refresh = useCallback(async () => {
    await mutate().catch(() => undefined);
  }, [mutate]);
  const refreshSoon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void refresh(), PAUSE_MS);
  }, [refresh]);
  const change = useCallback(
    (apply: (rooms: readonly RoomJson[]) => RoomJson[]) => {
      // An answer that is on its way is thrown away with this, so it is asked for once more.
      if (asking.current > 0) refreshSoon();
      void mutate((known) => known && apply(known), { revalidate: false });
    },
    [mutate, refreshSoon],
  );

  return {
    rooms: data ?? initial,
    problem:
      error === undefined
        ? null
        : error instanceof ApiProblem
          ? error
          : new ApiProblem({ code: "unreadable", status: 0, detail: "" }),
    busy: isValidating,
    isFresh: data !== undefined,
    refresh,
    refreshSoon,
    change,
  };
}
